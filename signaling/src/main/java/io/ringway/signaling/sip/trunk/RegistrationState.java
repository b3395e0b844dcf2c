package io.ringway.signaling.sip.trunk;

/** How a registration stands. */
public enum RegistrationState {
    /** Not wanted, or taken back. */
    OFF,
    /** Asked for the first time, or after a failure at another server. */
    TRYING,
    REGISTERED,
    /** Refused or not answered; tried again later. */
    FAILING
}
