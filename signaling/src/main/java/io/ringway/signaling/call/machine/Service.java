package io.ringway.signaling.call.machine;

/** Who a party talks to that is not called: something of this server's own. */
sealed interface Service {

    /** The speech service. */
    record Speech() implements Service {}

    /** The party itself. */
    record Echo() implements Service {}

    /** Everybody else in a room. */
    record Conference(String room) implements Service {}
}
