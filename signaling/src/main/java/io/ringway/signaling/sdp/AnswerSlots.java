package io.ringway.signaling.sdp;

import io.ringway.media.PayloadFormat.Codec;
import io.ringway.signaling.sdp.SectionVerdict.Accepted;
import io.ringway.signaling.sdp.SectionVerdict.Refused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Turns a reviewed offer into the sections of its answer, one for one and in its order. */
final class AnswerSlots {

    private final AnswerPolicy policy;
    private final SdpLimits limits;
    private final LocalIdentity identity;
    private final List<Slot> before;
    private final Set<Long> takenSsrcs;

    /**
     * Prepares for one answer.
     *
     * @param before the slots of the exchange before, whose streams live on
     * @param takenSsrcs SSRCs of the remote side
     */
    AnswerSlots(
            AnswerPolicy policy,
            SdpLimits limits,
            LocalIdentity identity,
            List<Slot> before,
            Set<Long> takenSsrcs) {
        this.policy = policy;
        this.limits = limits;
        this.identity = identity;
        this.before = before;
        this.takenSsrcs = new HashSet<>(takenSsrcs);
    }

    List<Slot> of(List<SectionVerdict> verdicts) throws SdpException {
        for (Slot slot : before) {
            if (slot.audio() != null) {
                takenSsrcs.add(slot.audio().stream().ssrc());
            }
        }
        List<Slot> slots = new ArrayList<>(verdicts.size());
        for (SectionVerdict verdict : verdicts) {
            MediaSection section = verdict.section();
            LiveAudio audio =
                    switch (verdict) {
                        case Accepted accepted -> live(accepted);
                        case Refused refused -> null;
                    };
            slots.add(new Slot(section.mediaLine(), section.mid(), audio));
        }
        return slots;
    }

    private LiveAudio live(Accepted accepted) throws SdpException {
        MediaSection section = accepted.section();
        List<SectionFormat> formats = formats(accepted);
        return new LiveAudio(
                section.direction().reversed().and(policy.direction()),
                formats,
                LiveAudio.extensionsOf(section),
                LiveAudio.ssrcsOf(section, limits),
                stream(section),
                LiveAudio.packetTimeMs(section, formats),
                section.maxPacketTimeMs());
    }

    private List<SectionFormat> formats(Accepted accepted) {
        List<SectionFormat> formats = new ArrayList<>();
        for (OfferedFormat format : accepted.formats()) {
            if (format.codec() != Codec.RED || policy.redundancy() != OpusRedundancy.OFF) {
                formats.add(format.answered(policy.stereo()));
            }
        }
        if (policy.redundancy() == OpusRedundancy.PREFER) {
            preferRedundancy(formats);
        }
        return formats;
    }

    /** Puts RED right before Opus, whatever stands before that. */
    private static void preferRedundancy(List<SectionFormat> formats) {
        int opus = indexOf(formats, Codec.OPUS);
        int red = indexOf(formats, Codec.RED);
        if (opus >= 0 && red > opus) {
            formats.add(opus, formats.remove(red));
        }
    }

    /** −1 when there is none. */
    private static int indexOf(List<SectionFormat> formats, Codec codec) {
        for (int i = 0; i < formats.size(); i++) {
            if (formats.get(i).codec() == codec) {
                return i;
            }
        }
        return -1;
    }

    /** The section's stream as before; a new one when the slot is new or given to another mid. */
    private LocalStream stream(MediaSection section) {
        if (section.index() < before.size()) {
            Slot slot = before.get(section.index());
            if (slot.audio() != null && Objects.equals(slot.mid(), section.mid())) {
                return slot.audio().stream();
            }
        }
        LocalStream stream = identity.newStream(takenSsrcs);
        takenSsrcs.add(stream.ssrc());
        return stream;
    }
}
