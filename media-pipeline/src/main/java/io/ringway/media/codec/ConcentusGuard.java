package io.ringway.media.codec;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import org.jspecify.annotations.Nullable;

/**
 * The one door to Concentus' decoder. It has been seen to throw unchecked exceptions and assertion
 * errors on packets a fuzzer made; whatever it throws, the packet is refused and the decoder begins
 * anew, for its state may be half changed.
 */
final class ConcentusGuard {

    private final OpusDecoder decoder;

    ConcentusGuard(int rateHz, int channels) {
        try {
            this.decoder = new OpusDecoder(rateHz, channels);
        } catch (OpusException e) {
            throw new IllegalStateException(
                    "Concentus refused " + rateHz + " Hz with " + channels + " channels", e);
        }
    }

    /** As the guarded method: samples per channel, or {@link OpusPacket#MALFORMED}. */
    int decode(byte @Nullable [] packet, int length, short[] pcm, int samples, boolean fec) {
        try {
            return decoder.decode(packet, 0, length, pcm, 0, samples, fec);
        } catch (OpusException | RuntimeException | AssertionError | StackOverflowError e) {
            reset();
            return OpusPacket.MALFORMED;
        }
    }

    void reset() {
        decoder.resetState();
    }

    int finalRange() {
        return decoder.getFinalRange();
    }
}
