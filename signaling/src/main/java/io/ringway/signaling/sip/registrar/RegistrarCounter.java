package io.ringway.signaling.sip.registrar;

/** What is counted of REGISTER requests; each is counted once. */
public enum RegistrarCounter {
    /** Contacts were added, refreshed or removed. */
    UPDATED,
    /** Only asked what contacts there are. */
    QUERIED,
    /** Asked for credentials, whatever the reason. */
    CHALLENGED,
    /** Somebody else's address, or too many wrong passwords. */
    FORBIDDEN,
    /** Not for this registrar, or no such user. */
    NOT_FOUND,
    /** Too short an expiry. */
    TOO_BRIEF,
    /** Nothing to be understood, or out of order. */
    MALFORMED,
    /** More contacts than there may be. */
    TOO_MANY
}
