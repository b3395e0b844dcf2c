package io.ringway.signaling.sdp;

import java.util.List;

/** An offer of ours that waits for its answer. */
public final class LocalOffer {

    private final String sdp;
    private final String localUfrag;
    private final List<Slot> slots;

    LocalOffer(String sdp, String localUfrag, List<Slot> slots) {
        this.sdp = sdp;
        this.localUfrag = localUfrag;
        this.slots = List.copyOf(slots);
    }

    /** The text to send. */
    public String sdp() {
        return sdp;
    }

    String localUfrag() {
        return localUfrag;
    }

    List<Slot> slots() {
        return slots;
    }
}
