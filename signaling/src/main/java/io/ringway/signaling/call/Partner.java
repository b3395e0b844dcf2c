package io.ringway.signaling.call;

/**
 * Whom a party talks to, as its protocol may show it.
 *
 * @param callId the call both are in, which a transfer may change
 * @param number number or user name, empty when it is withheld
 * @param name display name, empty when there is none
 * @param away whether the partner has put the call on hold
 */
public record Partner(String callId, String number, String name, boolean away) {}
