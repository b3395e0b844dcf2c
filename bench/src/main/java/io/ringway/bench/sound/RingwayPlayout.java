package io.ringway.bench.sound;

import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.jitter.PacketSlab;
import io.ringway.media.playout.PlayoutBuffer;
import io.ringway.media.playout.PlayoutSettings;
import io.ringway.media.playout.PlayoutStatistics;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What Ringway plays to people: by a clock, with a delay that follows the network. Read every 10
 * ms, as NetEQ is. Delay is from a packet's arrival to its decoding, as NetEQ counts it.
 */
final class RingwayPlayout implements Receiver {

    static final String NAME = "ringway playout";

    private static final int RATE_HZ = 16_000;
    private static final int FRAME = RATE_HZ / 100;
    private static final long FRAME_NS = 10_000_000;
    private static final int PAYLOAD_TYPE = 111;

    /** How long after the last packet came its sound is waited for. */
    private static final long REST_NS = 2_000_000_000;

    private final String name;
    private final OpusCodecs codecs;
    private final PlayoutSettings settings;

    RingwayPlayout(OpusCodecs codecs) {
        this(NAME, codecs, PlayoutSettings.DEFAULTS);
    }

    /** With other settings under another name, to see how delay and concealment trade. */
    RingwayPlayout(String name, OpusCodecs codecs, PlayoutSettings settings) {
        this.name = name;
        this.codecs = codecs;
        this.settings = settings;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Heard> receive(List<Trace> traces) {
        List<Heard> heard = new ArrayList<>();
        for (Trace trace : traces) {
            heard.add(receive(trace));
        }
        return heard;
    }

    private Heard receive(Trace trace) {
        List<TracedPacket> inOrder =
                trace.arrivals().stream()
                        .sorted(Comparator.comparingInt(TracedPacket::index))
                        .toList();
        WatchedDecoder decoder = new WatchedDecoder(codecs.decoder(RATE_HZ, 1), inOrder);
        try (PacketSlab slab =
                        new PacketSlab(
                                settings.capacityPackets() + 1, PacketSlab.DEFAULT_SLOT_BYTES);
                PlayoutBuffer buffer = new PlayoutBuffer(decoder, slab, settings)) {
            short[] pcm = play(trace, buffer, decoder);
            PlayoutStatistics statistics = buffer.statistics();
            return new Heard(
                    pcm,
                    RATE_HZ,
                    100.0 * statistics.concealedSamples() / sentSamples(trace),
                    decoder.delay().meanMs(),
                    decoder.delay().percentileMs(95),
                    0);
        }
    }

    private static long sentSamples(Trace trace) {
        return (long) trace.packetsSent() * trace.packetSamples48k() / (48_000 / RATE_HZ);
    }

    private static short[] play(Trace trace, PlayoutBuffer buffer, WatchedDecoder decoder) {
        List<TracedPacket> arrivals = trace.arrivals();
        UnsafeBuffer payload = new UnsafeBuffer(ByteBuffer.allocateDirect(1_500));
        long endNs = arrivals.getLast().arrivalNs() + REST_NS;
        short[] pcm = new short[(int) (endNs / FRAME_NS + 1) * FRAME];
        short[] frame = new short[FRAME];
        int samples = 0;
        int next = 0;
        for (long nowNs = 0; nowNs <= endNs && !decoder.wasLast(); nowNs += FRAME_NS) {
            while (next < arrivals.size() && arrivals.get(next).arrivalNs() <= nowNs) {
                insert(arrivals.get(next++), buffer, payload);
            }
            decoder.at(nowNs);
            if (buffer.read(frame, FRAME, nowNs)) {
                System.arraycopy(frame, 0, pcm, samples, FRAME);
                samples += FRAME;
            }
        }
        return Arrays.copyOf(pcm, samples);
    }

    private static void insert(TracedPacket packet, PlayoutBuffer buffer, UnsafeBuffer payload) {
        payload.putBytes(0, packet.opus());
        buffer.insert(
                payload,
                0,
                packet.opus().length,
                packet.index() & 0xFFFF,
                packet.rtpTimestamp() & 0xFFFF_FFFFL,
                PAYLOAD_TYPE,
                false,
                packet.arrivalNs());
    }
}
