package io.ringway.signaling.call;

import java.util.List;

/**
 * How a call came to be where it is: who redirected it, before it came here and here.
 *
 * @param diversions what was told of it in the form of RFC 5806, the latest first
 * @param history what was told of it in the form of RFC 7044, the latest last
 * @param deflector number or user name of who sent the caller on here, empty when nobody did
 */
public record Redirections(List<String> diversions, List<String> history, String deflector) {

    /** Of a call that nobody redirected, as far as is known. */
    public static final Redirections NONE = new Redirections(List.of(), List.of(), "");

    public Redirections {
        diversions = List.copyOf(diversions);
        history = List.copyOf(history);
    }

    /** Of a call that somebody here has sent on. */
    public static Redirections by(String deflector) {
        return new Redirections(List.of(), List.of(), deflector);
    }
}
