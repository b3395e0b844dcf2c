package io.ringway.media.leg;

import io.ringway.media.AudioSection;
import io.ringway.media.counters.Counter;
import io.ringway.media.rtp.RtpHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Which stream a source (SSRC) is heard in.
 *
 * <p>A new source of an audio section goes on in the section's stream: senders change their SSRC
 * when they restart, are transferred or resolve a collision (RFC 3550 §8.2). If the former one goes
 * on all the same, the two are parallel and it gets a stream of its own while there is room; then
 * the place of the one that has been silent for longest. Thread: the leg's shard.
 */
final class StreamSources {

    /** So long a stream is silent before its place is given to another section or source. */
    private static final long SILENT_NS = TimeUnit.SECONDS.toNanos(1);

    private final int maxStreams;
    private final Opener opener;
    private final SectionMap sections = new SectionMap();
    private final List<InboundStream> streams = new ArrayList<>(2);
    private final FormerSources former = new FormerSources();
    private Counter refusal = Counter.DROP_SSRC_LIMIT;

    /** Makes streams. */
    interface Opener {

        /**
         * The leg's {@code index}th stream from 0: what becomes of its audio.
         *
         * @param clockRateHz RTP clock of its first packet
         */
        InboundStream openStream(int ssrc, int clockRateHz, AudioSection section, int index);
    }

    /**
     * @param maxStreams heard at the same time, at least 1
     */
    StreamSources(int maxStreams, Opener opener) {
        this.maxStreams = maxStreams;
        this.opener = opener;
    }

    SectionMap sections() {
        return sections;
    }

    List<InboundStream> streams() {
        return streams;
    }

    /** The stream in which a source is heard now. */
    @Nullable InboundStream find(int ssrc) {
        for (int i = 0; i < streams.size(); i++) {
            if (streams.get(i).ssrc() == ssrc) {
                return streams.get(i);
            }
        }
        return null;
    }

    /**
     * The stream of a packet, which may be its source's first.
     *
     * @param header of the packet, wrapped around {@code packet}
     * @return null when it is to be dropped, see {@link #refusal}
     */
    @Nullable InboundStream streamOf(RtpHeader header, DirectBuffer packet, long arrivalNs) {
        InboundStream known = find(header.ssrc());
        if (known != null) {
            return known;
        }
        FormerSources.Source returning = former.find(header.ssrc());
        if (returning != null && !returning.isBack(arrivalNs)) {
            refusal = Counter.DROP_SSRC_SUPERSEDED;
            return null;
        }
        refusal = Counter.DROP_SSRC_LIMIT;
        AudioSection section = sections.find(header, packet);
        if (section == null) {
            return null;
        }
        InboundStream place =
                returning == null ? silentLongest(section) : returning.abandonedStream();
        return place == null
                ? besides(header, section, arrivalNs)
                : takeOver(place, header, section, arrivalNs);
    }

    /** Why {@link #streamOf} found no stream. */
    Counter refusal() {
        return refusal;
    }

    /** A stream besides the others. */
    private @Nullable InboundStream besides(RtpHeader header, AudioSection section, long nowNs) {
        if (streams.size() < maxStreams) {
            int clockRateHz = section.clockRateHz(header.payloadType());
            InboundStream opened =
                    opener.openStream(header.ssrc(), clockRateHz, section, streams.size());
            streams.add(opened);
            former.remove(header.ssrc());
            return opened;
        }
        InboundStream place = silentLongest(null);
        return place != null && nowNs - place.heardNs() >= SILENT_NS
                ? takeOver(place, header, section, nowNs)
                : null;
    }

    private InboundStream takeOver(
            InboundStream place, RtpHeader header, AudioSection section, long nowNs) {
        former.remove(header.ssrc());
        former.add(place, nowNs);
        place.changeSource(header.ssrc(), section.clockRateHz(header.payloadType()), section);
        return place;
    }

    /** The stream heard last of all longest ago, of one section or of any. */
    private @Nullable InboundStream silentLongest(@Nullable AudioSection section) {
        InboundStream longest = null;
        for (int i = 0; i < streams.size(); i++) {
            InboundStream stream = streams.get(i);
            boolean eligible = section == null || section.mid().equals(stream.section().mid());
            if (eligible && (longest == null || stream.heardNs() - longest.heardNs() < 0)) {
                longest = stream;
            }
        }
        return longest;
    }
}
