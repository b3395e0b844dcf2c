package io.ringway.signaling.session;

/** What a session tells those who keep account of it. Thread: any. */
interface SessionRegister {

    void active(PeerSession session);

    void recorded(PeerSession session, String recording);

    void ended(PeerSession session);
}
