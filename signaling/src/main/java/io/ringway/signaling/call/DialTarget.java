package io.ringway.signaling.call;

/** Somebody who can be called. */
public sealed interface DialTarget {

    /** A phone that is registered here, at all its contacts. */
    record User(String name) implements DialTarget {}

    /**
     * A number behind a configured trunk.
     *
     * @param trunk name of the trunk
     */
    record Trunk(String trunk, String number) implements DialTarget {}

    /** A SIP URI as it is. */
    record Uri(String uri) implements DialTarget {}

    /** A browser that waits for calls under that name. */
    record Agent(String name) implements DialTarget {}
}
