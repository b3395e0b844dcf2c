package io.ringway.media.ice;

/** Where a candidate's address came from, with its recommended preference (RFC 8445 §5.1.2.2). */
public enum CandidateType {
    HOST("host", 126),
    PEER_REFLEXIVE("prflx", 110),
    SERVER_REFLEXIVE("srflx", 100),
    RELAYED("relay", 0);

    private final String sdpName;
    private final int preference;

    CandidateType(String sdpName, int preference) {
        this.sdpName = sdpName;
        this.preference = preference;
    }

    public String sdpName() {
        return sdpName;
    }

    public int preference() {
        return preference;
    }
}
