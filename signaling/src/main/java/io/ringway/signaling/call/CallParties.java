package io.ringway.signaling.call;

/**
 * Who calls whom, as routing sees it.
 *
 * @param caller number or user name of the caller, empty when it is withheld
 * @param callerName display name, empty when there is none
 * @param called number or user name that was dialled
 * @param domain domain it was dialled at, empty when it does not matter
 * @param via how the call came in, the name of a trunk, {@code user:alice} or {@code agent:bob};
 *     {@code api} and {@code service} when an operator or a speech service asked for it; empty for
 *     anonymous ones
 */
public record CallParties(
        String caller, String callerName, String called, String domain, String via) {}
