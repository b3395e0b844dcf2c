package io.ringway.signaling.sdp;

import io.ringway.media.AudioSection;
import io.ringway.media.PacketTime;
import io.ringway.media.PayloadFormat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An audio section that is on, or that we offer to have on.
 *
 * @param direction from our side
 * @param extensions header extensions with our directions
 * @param remoteSsrcs as announced by the remote side
 * @param packetTimeMs our {@code a=ptime}: what we send where the remote side states a wish; 0 for
 *     none
 * @param maxPacketTimeMs {@code a=maxptime} of both sides, 0 for none
 */
record LiveAudio(
        MediaDirection direction,
        List<SectionFormat> formats,
        List<HeaderExtension> extensions,
        List<Long> remoteSsrcs,
        LocalStream stream,
        int packetTimeMs,
        int maxPacketTimeMs) {

    LiveAudio {
        formats = List.copyOf(formats);
        extensions = List.copyOf(extensions);
        remoteSsrcs = List.copyOf(remoteSsrcs);
    }

    /** The section in the media plane's terms. */
    AudioSection section(String mid) {
        return new AudioSection(
                mid,
                payloads(),
                direction.receives(),
                direction.sends(),
                remoteSsrcs,
                stream.ssrc(),
                extensionId(HeaderExtension.MID),
                extensionId(HeaderExtension.AUDIO_LEVEL),
                PacketTime.of(packetTimeMs, maxPacketTimeMs, payloads()));
    }

    private List<PayloadFormat> payloads() {
        return formats.stream().map(SectionFormat::payload).toList();
    }

    /**
     * Our {@code a=ptime} in answer to a section that states one: the length we send; 0 to one that
     * does not.
     */
    static int packetTimeMs(MediaSection section, List<SectionFormat> formats) {
        int wishedMs = section.packetTimeMs();
        return wishedMs == 0
                ? 0
                : PacketTime.of(
                        wishedMs,
                        section.maxPacketTimeMs(),
                        formats.stream().map(SectionFormat::payload).toList());
    }

    private int extensionId(String uri) {
        for (HeaderExtension extension : extensions) {
            if (extension.uri().equals(uri)) {
                return extension.id();
            }
        }
        return 0;
    }

    /**
     * The header extensions of the remote side's that are made use of, seen from our side: those it
     * sends, known here, with an id the one-byte form can carry.
     */
    static List<HeaderExtension> extensionsOf(MediaSection section) throws SdpException {
        List<HeaderExtension> kept = new ArrayList<>();
        Set<Object> taken = new HashSet<>();
        for (HeaderExtension stated : section.headerExtensions()) {
            boolean known =
                    stated.uri().equals(HeaderExtension.MID)
                            || stated.uri().equals(HeaderExtension.AUDIO_LEVEL);
            boolean usable =
                    stated.id() <= HeaderExtension.MAX_ONE_BYTE_ID && stated.direction().sends();
            if (known && usable && !taken.contains(stated.id()) && taken.add(stated.uri())) {
                kept.add(
                        new HeaderExtension(
                                stated.id(), stated.direction().reversed(), stated.uri()));
            }
            taken.add(stated.id());
        }
        return kept;
    }

    /** The SSRCs a section announces, each once, up to the limit. */
    static List<Long> ssrcsOf(MediaSection section, SdpLimits limits) throws SdpException {
        return section.ssrcs().stream()
                .map(SsrcAttribute::ssrc)
                .distinct()
                .limit(limits.maxSsrcs())
                .toList();
    }
}
