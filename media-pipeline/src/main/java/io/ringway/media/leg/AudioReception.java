package io.ringway.media.leg;

import io.ringway.media.AudioSection;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.jitter.PacketSlab;
import io.ringway.media.net.PacketEvent;
import io.ringway.media.rtp.MediaPacket;
import io.ringway.media.rtp.RtpHeader;
import io.ringway.media.srtp.SrtpReceiver;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The ingress order of a leg: open, find the stream, count, echo, put in order. The plaintext is
 * written once, into the slot the jitter buffer will keep it in.
 *
 * <p>Thread: the leg's shard.
 */
final class AudioReception {

    private final PacketSlab slab;
    private final CounterBlock counters;
    private final Listener listener;
    private final int maxStreams;
    private final SectionMap sections = new SectionMap();
    private final List<InboundStream> streams = new ArrayList<>(2);
    private final RtpHeader header = new RtpHeader();
    private final MediaPacket packet = new MediaPacket();
    private @Nullable SrtpReceiver srtp;
    private long packets;
    private long bytes;

    /** What the leg does with what is received. */
    interface Listener {

        /** Any packet that passed authentication. */
        void onAuthenticated(PacketEvent event, long nowNs);

        /**
         * A new SSRC, the leg's {@code index}th from 0: what becomes of its audio.
         *
         * @param clockRateHz RTP clock of its first packet
         */
        InboundStream openStream(int ssrc, int clockRateHz, AudioSection section, int index);

        /** A packet of it, before it is put in order; {@code header} is wrapped around it. */
        void onRtp(RtpHeader header, UnsafeBuffer plain, long arrivalNs, long nowNs);
    }

    AudioReception(ShardServices services, Listener listener) {
        this.slab = services.slab();
        this.counters = services.shard().counters();
        this.maxStreams = services.legSettings().maxStreams();
        this.listener = listener;
    }

    void setKeys(SrtpReceiver receiver) {
        SrtpReceiver former = srtp;
        srtp = receiver;
        if (former != null) {
            former.close();
        }
    }

    SectionMap sections() {
        return sections;
    }

    List<InboundStream> streams() {
        return streams;
    }

    long packets() {
        return packets;
    }

    long bytes() {
        return bytes;
    }

    void onRtp(PacketEvent event, long nowNs) {
        int slot = slab.take();
        int length = slot < 0 ? Counter.DROP_SLAB_EMPTY.code() : open(event, slot);
        if (length >= 0) {
            packets++;
            bytes += event.length();
            counters.increment(Counter.RTP_OPENED);
            listener.onAuthenticated(event, nowNs);
            length = header.wrap(slab.buffer(), slab.offset(slot), length);
        }
        InboundStream stream = length < 0 ? null : streamOf();
        if (stream != null) {
            accept(stream, slot, event.arrivalNs(), nowNs);
            return;
        }
        counters.increment(length < 0 ? Counter.ofCode(length) : Counter.DROP_SSRC_LIMIT);
        if (slot >= 0) {
            slab.give(slot);
        }
    }

    /** Opens a compound of reports into a buffer; a negative code when it is not genuine. */
    int openRtcp(PacketEvent event, UnsafeBuffer plain) {
        SrtpReceiver receiver = srtp;
        if (receiver == null) {
            return Counter.DROP_NO_KEYS.code();
        }
        if (event.length() > plain.capacity()) {
            return Counter.DROP_TRUNCATED.code();
        }
        return receiver.openRtcp(event.bytes(), 0, event.length(), plain, 0);
    }

    @Nullable InboundStream find(int ssrc) {
        for (int i = 0; i < streams.size(); i++) {
            if (streams.get(i).ssrc() == ssrc) {
                return streams.get(i);
            }
        }
        return null;
    }

    void close() {
        streams.forEach(InboundStream::close);
        SrtpReceiver receiver = srtp;
        srtp = null;
        if (receiver != null) {
            receiver.close();
        }
    }

    private int open(PacketEvent event, int slot) {
        SrtpReceiver receiver = srtp;
        if (receiver == null) {
            return Counter.DROP_NO_KEYS.code();
        }
        if (event.length() > slab.slotBytes()) {
            return Counter.DROP_TRUNCATED.code();
        }
        return receiver.openRtp(event.bytes(), 0, event.length(), slab.buffer(), slab.offset(slot));
    }

    private void accept(InboundStream stream, int slot, long arrivalNs, long nowNs) {
        stream.statistics().onPacket(header.sequence(), header.timestamp(), arrivalNs);
        listener.onRtp(header, slab.buffer(), arrivalNs, nowNs);
        int levelExtensionId = stream.section().levelExtensionId();
        stream.onPacket(slot, packet.wrap(header, slab.buffer(), levelExtensionId, arrivalNs));
    }

    /** The stream of the wrapped packet, made when its SSRC is new and there is room. */
    private @Nullable InboundStream streamOf() {
        InboundStream known = find(header.ssrc());
        if (known != null) {
            return known;
        }
        AudioSection section = sections.find(header, slab.buffer());
        if (section == null || streams.size() >= maxStreams) {
            return null;
        }
        int clockRateHz = section.clockRateHz(header.payloadType());
        InboundStream stream =
                listener.openStream(header.ssrc(), clockRateHz, section, streams.size());
        streams.add(stream);
        return stream;
    }
}
