package io.ringway.media.bridge;

import io.ringway.media.codec.AudioCodecs;
import io.ringway.media.codec.OpusEncoder;
import io.ringway.media.codec.OpusEncoderSettings;
import io.ringway.media.codec.OpusPacket;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.recording.Recording;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A bridge's recording: what both parties say, on one timeline by when it arrived, as the two
 * channels of one Opus stream. What is played into the legs is not in it.
 *
 * <p>Thread: {@link #left} that of the first leg's shard, {@link #right} that of the second's,
 * {@link #finish} any, the rest the recorder's.
 */
public final class CallRecording {

    /** So late may a packet be. */
    private static final long HOLD_NS = TimeUnit.MILLISECONDS.toNanos(300);

    private static final int FRAME_48K = 960;
    private static final int CHANNELS = 2;

    /** Music's mode keeps the parties apart; speech's would mix them to one and a direction. */
    private static final OpusEncoderSettings ENCODING =
            new OpusEncoderSettings(
                    TrackClock.RATE_HZ,
                    CHANNELS,
                    64_000,
                    5,
                    OpusEncoderSettings.Application.AUDIO,
                    false,
                    0,
                    false);

    private final Recording file;
    private final CounterBlock counters;
    private final CallTrack leftTrack;
    private final CallTrack rightTrack;
    private final BridgeRing left;
    private final BridgeRing right;
    private final OpusEncoder encoder;
    private final long startNs;
    private final short[] frame = new short[CHANNELS * FRAME_48K];
    private final UnsafeBuffer pcm =
            new UnsafeBuffer(ByteBuffer.allocateDirect(2 * CHANNELS * FRAME_48K));
    private final UnsafeBuffer packet =
            new UnsafeBuffer(ByteBuffer.allocateDirect(2 * OpusPacket.MAX_FRAME_BYTES));
    private long rendered48k;
    private volatile long endNs;
    private volatile boolean ending;

    /**
     * @param file takes the packets, and is ended with this
     * @param counters of the recorder's thread; {@code shared} ones of no thread
     */
    CallRecording(
            Recording file,
            AudioCodecs codecs,
            long startNs,
            CounterBlock counters,
            CounterBlock leftCounters,
            CounterBlock rightCounters) {
        this.file = file;
        this.counters = counters;
        this.startNs = startNs;
        this.encoder = codecs.encoder(ENCODING);
        this.leftTrack = new CallTrack(codecs, startNs, counters);
        this.rightTrack = new CallTrack(codecs, startNs, counters);
        this.left = ring(leftTrack, leftCounters);
        this.right = ring(rightTrack, rightCounters);
    }

    /** Takes what the first leg says. */
    public VoiceSink left() {
        return left;
    }

    /** Takes what the second leg says. */
    public VoiceSink right() {
        return right;
    }

    /** The file, relative to the recording folder. */
    public String name() {
        return file.path().toString();
    }

    /** Nothing more will be said. */
    public void finish(long nowNs) {
        endNs = nowNs;
        ending = true;
    }

    /**
     * Does what is due.
     *
     * @return false when all is done and everything is freed
     */
    boolean work(long nowNs) {
        boolean last = ending;
        left.poll();
        right.poll();
        long due48k = TrackClock.samples48k((last ? endNs : nowNs - HOLD_NS) - startNs);
        while (rendered48k + FRAME_48K <= due48k) {
            render();
        }
        if (last) {
            close();
        }
        return !last;
    }

    /** Ends the file and frees what it was made with. */
    private void close() {
        file.finish();
        encoder.close();
        leftTrack.close();
        rightTrack.close();
    }

    private void render() {
        leftTrack.render(frame, 0, FRAME_48K);
        rightTrack.render(frame, 1, FRAME_48K);
        for (int i = 0; i < frame.length; i++) {
            pcm.putShort(2 * i, frame[i], ByteOrder.LITTLE_ENDIAN);
        }
        int bytes = encoder.encode(pcm, 0, FRAME_48K, packet, 0, packet.capacity());
        if (bytes < 0) {
            counters.increment(Counter.ofCode(bytes));
        } else {
            file.offer(packet, 0, bytes, rendered48k, FRAME_48K);
        }
        rendered48k += FRAME_48K;
    }

    /** Read by and by, so that nobody need be called. */
    private static BridgeRing ring(CallTrack track, CounterBlock counters) {
        return new BridgeRing(BridgeRing.DEFAULT_BYTES, track, delivery -> true, counters);
    }
}
