package io.ringway.bench;

import io.ringway.media.codec.PcmSink;
import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Takes a timeline's segments and counts their samples. */
final class DiscardedPcm implements PcmSink {

    private final UnsafeBuffer pcm = new UnsafeBuffer(ByteBuffer.allocateDirect(64 * 1_024));
    private long samples;

    long samples() {
        return samples;
    }

    @Override
    public boolean claim(int maxPayloadBytes) {
        return maxPayloadBytes <= pcm.capacity();
    }

    @Override
    public MutableDirectBuffer buffer() {
        return pcm;
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
        samples += samplesPerChannel;
    }

    @Override
    public void abort() {
        throw new IllegalStateException("a packet of our own encoder was refused");
    }
}
