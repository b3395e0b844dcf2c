package io.ringway.media.leg;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.jitter.PacketSlab;
import io.ringway.media.net.PacketEvent;
import io.ringway.media.rtp.MediaPacket;
import io.ringway.media.rtp.RtpHeader;
import io.ringway.media.srtp.RtpReceiver;
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
    private final StreamSources sources;
    private final RtpHeader header = new RtpHeader();
    private final MediaPacket packet = new MediaPacket();
    private @Nullable RtpReceiver receiver;
    private long packets;
    private long bytes;

    /** What the leg does with what is received. */
    interface Listener extends StreamSources.Opener {

        /**
         * A packet that has been opened: whether it is the remote party's, see {@link
         * LegTransport#admit}.
         */
        int admit(PacketEvent event, RtpHeader header, boolean authentic, long nowNs);

        /** A packet of it, before it is put in order; {@code header} is wrapped around it. */
        void onRtp(RtpHeader header, UnsafeBuffer plain, long arrivalNs, long nowNs);
    }

    AudioReception(ShardServices services, Listener listener) {
        this.slab = services.slab();
        this.counters = services.shard().counters();
        this.sources = new StreamSources(services.legSettings().maxStreams(), listener);
        this.listener = listener;
    }

    /** Opens packets in that way from now on; null takes none until there is one. */
    void setReceiver(@Nullable RtpReceiver newReceiver) {
        RtpReceiver former = receiver;
        receiver = newReceiver;
        if (former != null && former != newReceiver) {
            former.close();
        }
    }

    SectionMap sections() {
        return sources.sections();
    }

    List<InboundStream> streams() {
        return sources.streams();
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
            length = admit(event, slot, length, nowNs);
        }
        InboundStream stream =
                length < 0 ? null : sources.streamOf(header, slab.buffer(), event.arrivalNs());
        if (stream != null) {
            accept(stream, slot, event.arrivalNs(), nowNs);
            return;
        }
        counters.increment(length < 0 ? Counter.ofCode(length) : sources.refusal());
        if (slot >= 0) {
            slab.give(slot);
        }
    }

    /** Opens a compound of reports into a buffer; a negative code when it is not genuine. */
    int openRtcp(PacketEvent event, UnsafeBuffer plain) {
        RtpReceiver opener = receiver;
        if (opener == null) {
            return Counter.DROP_NO_KEYS.code();
        }
        if (event.length() > plain.capacity()) {
            return Counter.DROP_TRUNCATED.code();
        }
        return opener.openRtcp(event.bytes(), 0, event.length(), plain, 0);
    }

    @Nullable InboundStream find(int ssrc) {
        return sources.find(ssrc);
    }

    void close() {
        streams().forEach(InboundStream::close);
        setReceiver(null);
    }

    /** Whether what is opened is proven to be genuine. */
    boolean authenticates() {
        return receiver != null && receiver.authenticates();
    }

    /** Wraps and counts a packet of the remote party's; a negative code when it is not. */
    private int admit(PacketEvent event, int slot, int length, long nowNs) {
        int malformed = header.wrap(slab.buffer(), slab.offset(slot), length);
        int outcome =
                malformed < 0 ? malformed : listener.admit(event, header, authenticates(), nowNs);
        if (outcome >= 0) {
            packets++;
            bytes += event.length();
            counters.increment(Counter.RTP_OPENED);
        }
        return outcome;
    }

    private int open(PacketEvent event, int slot) {
        RtpReceiver opener = receiver;
        if (opener == null) {
            return Counter.DROP_NO_KEYS.code();
        }
        if (event.length() > slab.slotBytes()) {
            return Counter.DROP_TRUNCATED.code();
        }
        return opener.openRtp(event.bytes(), 0, event.length(), slab.buffer(), slab.offset(slot));
    }

    private void accept(InboundStream stream, int slot, long arrivalNs, long nowNs) {
        stream.statistics().onPacket(header.sequence(), header.timestamp(), arrivalNs);
        listener.onRtp(header, slab.buffer(), arrivalNs, nowNs);
        int levelExtensionId = stream.section().levelExtensionId();
        stream.onPacket(slot, packet.wrap(header, slab.buffer(), levelExtensionId, arrivalNs));
    }
}
