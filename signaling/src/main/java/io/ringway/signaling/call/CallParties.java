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
 * @param hops how many servers may pass it on from here, so that a call that goes in a circle ends
 *     (Max-Forwards, RFC 3261 §8.1.1.6; RFC 7332)
 * @param redirections who redirected the call; routing does not look at it
 */
public record CallParties(
        String caller,
        String callerName,
        String called,
        String domain,
        String via,
        int hops,
        Redirections redirections) {

    /** How many servers may pass on a call that begins here. */
    public static final int USUAL_HOPS = 70;

    /** Of a call that begins here. */
    public CallParties(String caller, String callerName, String called, String domain, String via) {
        this(caller, callerName, called, domain, via, USUAL_HOPS);
    }

    /** Of a call that nobody redirected. */
    public CallParties(
            String caller, String callerName, String called, String domain, String via, int hops) {
        this(caller, callerName, called, domain, via, hops, Redirections.NONE);
    }
}
