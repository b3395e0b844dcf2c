package io.ringway.media.playout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.media.codec.AudioDecoder;
import io.ringway.media.jitter.PacketSlab;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.agrona.concurrent.UnsafeBuffer;

/** Drives a playout buffer through a simulated network and keeps what was heard. */
final class PlayoutFeed implements AutoCloseable {

    private static final long MS = 1_000_000;

    final PacketSlab slab = new PacketSlab(2_048, 1_536);
    final PlayoutBuffer buffer;
    final PlayoutStatistics statistics;
    final int rateHz;
    final int channels;
    final UnsafeBuffer packet = new UnsafeBuffer(new byte[1_500]);

    /** Delay in ms of every frame read. */
    double[] delaysMs = new double[1 << 12];

    int reads;
    int firstSequence;
    long firstTimestamp;
    int ticksPerPacket = 960;
    int frameMs = 20;

    /** When the reader first reads. */
    long nowNs = 7 * MS;

    private final short[] frame;
    private short[] heard = new short[1 << 16];
    private int heardValues;
    private boolean keep = true;

    PlayoutFeed(AudioDecoder decoder) {
        this(decoder, PlayoutSettings.DEFAULTS);
    }

    PlayoutFeed(AudioDecoder decoder, PlayoutSettings settings) {
        this.buffer = new PlayoutBuffer(decoder, slab, settings);
        this.statistics = buffer.statistics();
        this.rateHz = decoder.rateHz();
        this.channels = decoder.channels();
        this.frame = new short[rateHz / 1_000 * 120 * channels];
    }

    /** Keeps no sound, for hours. */
    PlayoutFeed forgetful() {
        keep = false;
        return this;
    }

    /** Runs until all packets have arrived, and so much longer. */
    void run(Network network, IntFunction<byte[]> payload, int thenMs) {
        List<Network.Arrival> arrivals = network.arrivals();
        long endNs = nowNs;
        for (Network.Arrival arrival : arrivals) {
            readUntil(arrival.atNs());
            insert(arrival.n(), payload.apply(arrival.n()), arrival.atNs());
            endNs = arrival.atNs();
        }
        readUntil(endNs + thenMs * MS);
    }

    int insert(int n, byte[] payload, long arrivalNs) {
        packet.putBytes(0, payload);
        long timestamp = firstTimestamp + (long) n * ticksPerPacket;
        return buffer.insert(
                packet,
                0,
                payload.length,
                firstSequence + n & 0xFFFF,
                timestamp & 0xFFFF_FFFFL,
                111,
                false,
                arrivalNs);
    }

    void readUntil(long untilNs) {
        while (nowNs < untilNs) {
            read();
        }
    }

    boolean read() {
        int samples = rateHz / 1_000 * frameMs;
        boolean played = buffer.read(frame, samples, nowNs);
        nowNs += frameMs * MS;
        if (played) {
            if (reads == delaysMs.length) {
                delaysMs = Arrays.copyOf(delaysMs, 2 * reads);
            }
            delaysMs[reads++] = statistics.delayMs();
            keep(samples * channels);
        }
        return played;
    }

    /** All that was read. */
    short[] heard() {
        return Arrays.copyOf(heard, heardValues);
    }

    double meanDelayMs(int fromRead) {
        return Arrays.stream(delaysMs, fromRead, reads).average().orElse(0);
    }

    double maxDelayMs(int fromRead) {
        return Arrays.stream(delaysMs, fromRead, reads).max().orElse(0);
    }

    double concealedPercent() {
        return 100.0 * statistics.concealedSamples() / Math.max(1, statistics.playedSamples());
    }

    @Override
    public void close() {
        buffer.close();
        assertEquals(0, slab.used(), "slots not given back");
        slab.close();
    }

    private void keep(int values) {
        if (!keep) {
            return;
        }
        if (heardValues + values > heard.length) {
            heard = Arrays.copyOf(heard, 2 * heard.length + values);
        }
        System.arraycopy(frame, 0, heard, heardValues, values);
        heardValues += values;
    }
}
