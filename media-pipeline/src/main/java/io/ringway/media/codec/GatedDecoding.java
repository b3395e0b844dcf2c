package io.ringway.media.codec;

import io.ringway.media.memory.NativeMemory;
import io.ringway.media.rtp.MediaPacket;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Spares an Opus decoder the packets a {@link VoiceGate} holds back, and brings the decoder's
 * memory up to date from the last of them when the gate opens; that sound is thrown away. Without a
 * gate it does nothing. Thread: the decoding stage's; memory is freed by {@link #close}.
 */
final class GatedDecoding implements AutoCloseable {

    private static final int BYTES_PER_SAMPLE = 2;
    private static final int MAX_PACKET_MS = 120;

    private final @Nullable VoiceGate gate;
    private final int maxSamples;
    private final long address;
    private final UnsafeBuffer discarded = new UnsafeBuffer(0, 0);
    private long heldBack48k;

    /**
     * @param gated whether there is a gate at all
     * @param rateHz the decoder's
     * @param channels the decoder's
     */
    GatedDecoding(boolean gated, int rateHz, int channels) {
        this.gate = gated ? new VoiceGate() : null;
        this.maxSamples = rateHz / 1_000 * MAX_PACKET_MS;
        int bytes = maxSamples * channels * BYTES_PER_SAMPLE;
        this.address = gated ? NativeMemory.allocate(bytes) : 0;
        if (gated) {
            discarded.wrap(address, bytes);
        }
    }

    /**
     * Judges the next packet.
     *
     * @param decoder is warm when this returns false
     * @return whether the packet is to be told as silence instead of being decoded
     */
    boolean holdsBack(MediaPacket packet, int samples48k, AudioDecoder decoder) {
        if (gate == null) {
            return false;
        }
        return switch (gate.onPacket(packet, samples48k)) {
            case DECODE -> false;
            case WARM_AND_DECODE -> {
                warm(decoder, gate.kept());
                yield false;
            }
            case SILENCE -> {
                heldBack48k += samples48k;
                yield true;
            }
        };
    }

    /** Whether packets are being held back. */
    boolean isShut() {
        return gate != null && gate.isShut();
    }

    /** Opens a shut gate for what this packet, which is next, tells of a lost one before it. */
    boolean opensFor(MediaPacket next, AudioDecoder decoder) {
        if (gate == null || !gate.wouldOpen(next)) {
            return false;
        }
        warm(decoder, gate.kept());
        gate.open();
        return true;
    }

    /** The sender sent nothing for so long, on purpose. */
    void onPause(long samples48k) {
        if (gate != null) {
            gate.onPause(samples48k);
        }
    }

    /** Samples of packets held back since the start, at 48 kHz. */
    long heldBackSamples48k() {
        return heldBack48k;
    }

    /** Another source, or another codec. */
    void reset() {
        if (gate != null) {
            gate.reset();
        }
    }

    @Override
    public void close() {
        if (gate != null) {
            gate.close();
            NativeMemory.free(address);
        }
    }

    private void warm(AudioDecoder decoder, KeptPackets kept) {
        for (int i = 0; i < kept.count(); i++) {
            // What cannot be decoded warms nothing, and was silence when it was told.
            decoder.decode(kept.buffer(), kept.offset(i), kept.length(i), discarded, 0, maxSamples);
        }
        kept.clear();
    }
}
