package io.ringway.media;

/** How a party told that it pressed a telephone key; of a press told in several ways, the first. */
public enum KeyOrigin {
    /** By RTP packets of named events (RFC 4733). */
    RTP_EVENT,
    /** By a request of the signaling protocol: SIP INFO. */
    SIGNALING,
    /** By its tones alone (ITU-T Q.23): whoever hears the party's sound has heard the key. */
    IN_BAND
}
