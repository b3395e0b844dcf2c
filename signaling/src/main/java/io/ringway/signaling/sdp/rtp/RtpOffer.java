package io.ringway.signaling.sdp.rtp;

import io.ringway.signaling.sdp.RefusedSection;
import io.ringway.signaling.sdp.SectionFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An offer of the remote side that can be answered. Immutable. */
public final class RtpOffer {

    /**
     * The section that will be on.
     *
     * @param formats what the answer keeps
     */
    record Accepted(StatedAudio audio, List<SectionFormat> formats) {}

    private final List<RtpSlot> slots;
    private final @Nullable Accepted accepted;
    private final List<RefusedSection> refused;

    RtpOffer(List<RtpSlot> slots, @Nullable Accepted accepted, List<RefusedSection> refused) {
        this.slots = List.copyOf(slots);
        this.accepted = accepted;
        this.refused = List.copyOf(refused);
    }

    List<RtpSlot> slots() {
        return slots;
    }

    /** Null when it switches the stream off. */
    @Nullable Accepted accepted() {
        return accepted;
    }

    /** Sections that will be answered with port 0. */
    public List<RefusedSection> refused() {
        return refused;
    }
}
