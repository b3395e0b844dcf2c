package io.ringway.signaling.sdp;

import io.ringway.media.PayloadFormat;
import io.ringway.media.PayloadFormat.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The sections of an offer of ours. */
final class OfferSlots {

    private static final String FIRST_MID = "0";
    private static final int OPUS = 111;
    private static final int RED = 63;
    private static final int EVENTS_48K = 110;
    private static final int EVENTS_8K = 126;

    private OfferSlots() {}

    /** One audio section with the payload types and extension ids browsers use themselves. */
    static List<Slot> first(OfferPolicy policy, LocalIdentity identity) {
        List<SectionFormat> formats = new ArrayList<>();
        String parameters = OfferedFormat.OPUS_PARAMETERS + (policy.stereo() ? ";stereo=1" : "");
        formats.add(format(new RtpMap(OPUS, "opus", 48_000, 2), Codec.OPUS, parameters));
        if (policy.redundancy() != OpusRedundancy.OFF) {
            String inner = OPUS + "/" + OPUS;
            formats.add(
                    policy.redundancy() == OpusRedundancy.PREFER ? 0 : 1,
                    format(new RtpMap(RED, "red", 48_000, 2), Codec.RED, inner));
        }
        if (policy.waveforms()) {
            formats.addAll(waveforms());
        }
        for (RtpMap events :
                List.of(
                        new RtpMap(EVENTS_48K, "telephone-event", 48_000, 1),
                        new RtpMap(EVENTS_8K, "telephone-event", 8_000, 1))) {
            formats.add(format(events, Codec.TELEPHONE_EVENT, "0-15"));
        }
        List<HeaderExtension> extensions =
                List.of(
                        new HeaderExtension(
                                1, MediaDirection.SENDRECV, HeaderExtension.AUDIO_LEVEL),
                        new HeaderExtension(4, MediaDirection.SENDRECV, HeaderExtension.MID));
        LiveAudio audio =
                new LiveAudio(
                        policy.direction(),
                        formats,
                        extensions,
                        List.of(),
                        identity.newStream(Set.of()),
                        0,
                        0);
        List<String> payloadTypes =
                formats.stream().map(f -> Integer.toString(f.payloadType())).toList();
        MediaLine line = new MediaLine("audio", 9, "UDP/TLS/RTP/SAVPF", payloadTypes);
        return List.of(new Slot(line, FIRST_MID, audio));
    }

    /** The session as agreed, with the direction now wanted (RFC 8829 §5.2.2). */
    static List<Slot> again(List<Slot> agreed, OfferPolicy policy) {
        List<Slot> slots = new ArrayList<>();
        for (Slot slot : agreed) {
            LiveAudio audio = slot.audio();
            slots.add(
                    audio == null
                            ? slot
                            : new Slot(slot.line(), slot.mid(), directed(audio, policy)));
        }
        return slots;
    }

    private static LiveAudio directed(LiveAudio audio, OfferPolicy policy) {
        return new LiveAudio(
                policy.direction(),
                audio.formats(),
                audio.extensions(),
                audio.remoteSsrcs(),
                audio.stream(),
                audio.packetTimeMs(),
                audio.maxPacketTimeMs());
    }

    /** G.722, A law, µ law and comfort noise under their assigned numbers. */
    private static List<SectionFormat> waveforms() {
        List<SectionFormat> formats = new ArrayList<>();
        for (int payloadType : new int[] {9, 8, 0, 13}) {
            RtpMap map = Objects.requireNonNull(RtpMap.assigned(payloadType));
            OfferedFormat known = Objects.requireNonNull(OfferedFormat.of(map, null));
            formats.add(known.answered(false));
        }
        return formats;
    }

    private static SectionFormat format(RtpMap map, Codec codec, String parameters) {
        PayloadFormat payload =
                new PayloadFormat(
                        map.payloadType(), codec, map.clockRateHz(), map.channels(), false);
        return new SectionFormat(payload, map, parameters);
    }
}
