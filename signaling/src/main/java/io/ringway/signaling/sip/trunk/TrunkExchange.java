package io.ringway.signaling.sip.trunk;

/**
 * What a client transaction of ours is about; its application data.
 *
 * @param server it was sent to
 * @param question what was asked
 */
record TrunkExchange(Trunk trunk, TrunkServer server, Question question) {

    /** What a request of ours asks a trunk. */
    enum Question {
        REGISTER,
        UNREGISTER,
        ARE_YOU_THERE
    }
}
