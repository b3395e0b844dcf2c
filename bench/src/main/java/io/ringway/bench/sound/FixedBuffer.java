package io.ringway.bench.sound;

import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.OpusDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A jitter buffer of one fixed delay, as telephone systems have it: the first packet is played that
 * much after it came, every later one at its place from there on; one that is not there when its
 * turn comes is concealed by the decoder, and dropped when it comes after all.
 */
final class FixedBuffer implements Receiver {

    private static final int RATE_HZ = 16_000;
    private static final int FRAME = RATE_HZ / 50;
    private static final long FRAME_NS = 20_000_000;

    private final int delayMs;
    private final OpusCodecs codecs;

    FixedBuffer(int delayMs, OpusCodecs codecs) {
        this.delayMs = delayMs;
        this.codecs = codecs;
    }

    @Override
    public String name() {
        return "fixed " + delayMs;
    }

    @Override
    public List<Heard> receive(List<Trace> traces) {
        return traces.stream().map(this::receive).toList();
    }

    private Heard receive(Trace trace) {
        if (trace.packetSamples48k() != FRAME * (Speech.RATE_HZ / RATE_HZ)) {
            throw new IllegalArgumentException("packets of 20 ms only: " + trace.name());
        }
        Map<Integer, TracedPacket> packets = new HashMap<>();
        trace.arrivals().forEach(packet -> packets.put(packet.index(), packet));
        TracedPacket first = trace.arrivals().getFirst();
        DelayMeter delay = new DelayMeter();
        short[] pcm = new short[(trace.packetsSent() - first.index()) * FRAME];
        int concealed = 0;
        UnsafeBuffer in = new UnsafeBuffer(ByteBuffer.allocateDirect(1_500));
        UnsafeBuffer out = new UnsafeBuffer(ByteBuffer.allocateDirect(FRAME * Short.BYTES));
        try (OpusDecoder decoder = codecs.decoder(RATE_HZ, 1)) {
            for (int turn = 0; turn < pcm.length / FRAME; turn++) {
                long playNs = first.arrivalNs() + delayMs * 1_000_000L + turn * FRAME_NS;
                TracedPacket packet = packets.get(first.index() + turn);
                if (packet != null && packet.arrivalNs() <= playNs) {
                    in.putBytes(0, packet.opus());
                    decoder.decode(in, 0, packet.opus().length, out, 0, FRAME);
                    delay.add(playNs - packet.arrivalNs(), FRAME);
                } else {
                    decoder.conceal(FRAME, out, 0);
                    concealed++;
                }
                copy(out, pcm, turn * FRAME);
            }
        }
        return new Heard(
                pcm,
                RATE_HZ,
                100.0 * concealed * FRAME / pcm.length,
                delay.meanMs(),
                delay.percentileMs(95),
                0);
    }

    private static void copy(UnsafeBuffer from, short[] to, int at) {
        for (int i = 0; i < FRAME; i++) {
            to[at + i] = from.getShort(i * Short.BYTES, ByteOrder.LITTLE_ENDIAN);
        }
    }
}
