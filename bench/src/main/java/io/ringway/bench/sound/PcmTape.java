package io.ringway.bench.sound;

import io.ringway.media.codec.PcmSink;
import io.ringway.proto.SegmentFlag;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Keeps all segments of a timeline as they come, at the time told last. */
final class PcmTape implements PcmSink {

    private static final int ROOM_BYTES = 1 << 16;

    private final UnsafeBuffer room = new UnsafeBuffer(ByteBuffer.allocateDirect(ROOM_BYTES));
    private final DelayMeter delay = new DelayMeter();
    private short[] pcm = new short[1 << 16];
    private int samples;
    private long nowNs;
    private long fecSamples;
    private long plcSamples;
    private long silentSamples;

    /** What follows comes out then. */
    void at(long newNowNs) {
        nowNs = newNowNs;
    }

    @Override
    public boolean claim(int maxPayloadBytes) {
        if (maxPayloadBytes > ROOM_BYTES) {
            throw new IllegalStateException("a segment of " + maxPayloadBytes + " bytes");
        }
        return true;
    }

    @Override
    public MutableDirectBuffer buffer() {
        return room;
    }

    @Override
    public int offset() {
        return 0;
    }

    @Override
    public void commit(
            int payloadBytes,
            int samplesPerChannel,
            long extendedRtpTimestamp,
            long arrivalNs,
            int flags) {
        append(payloadBytes / Short.BYTES, samplesPerChannel);
        if ((flags & SegmentFlag.LOST_VALUE) == 0) {
            delay.add(nowNs - arrivalNs, samplesPerChannel);
        } else if ((flags & SegmentFlag.CONCEALED_FEC_VALUE) != 0) {
            fecSamples += samplesPerChannel;
        } else if ((flags & SegmentFlag.CONCEALED_PLC_VALUE) != 0) {
            plcSamples += samplesPerChannel;
        } else {
            silentSamples += samplesPerChannel;
        }
    }

    @Override
    public void abort() {
        // What was written is not kept.
    }

    short[] pcm() {
        return Arrays.copyOf(pcm, samples);
    }

    int samples() {
        return samples;
    }

    /** From a packet's arrival to its samples' output; only samples that packets brought. */
    DelayMeter delay() {
        return delay;
    }

    /** Restored from the next packet. */
    long fecSamples() {
        return fecSamples;
    }

    /** Made up by the decoder. */
    long plcSamples() {
        return plcSamples;
    }

    /** Silence in place of what was lost. */
    long silentSamples() {
        return silentSamples;
    }

    private void append(int written, int count) {
        if (samples + count > pcm.length) {
            pcm = Arrays.copyOf(pcm, 2 * (samples + count));
        }
        for (int i = 0; i < written; i++) {
            pcm[samples + i] = room.getShort(i * Short.BYTES, ByteOrder.LITTLE_ENDIAN);
        }
        samples += count;
    }
}
