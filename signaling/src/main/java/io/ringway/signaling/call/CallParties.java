package io.ringway.signaling.call;

/**
 * Who calls whom, as routing sees it.
 *
 * @param caller number or user name of the caller, empty when it is withheld
 * @param callerName display name, empty when there is none
 * @param called number or user name that was dialled
 * @param domain domain it was dialled at, empty when it does not matter
 * @param via how the call came in, such as the name of a trunk or {@code user:alice}; empty for
 *     anonymous ones
 */
public record CallParties(
        String caller, String callerName, String called, String domain, String via) {}
