package io.ringway.media.codec.silk;

import io.ringway.media.codec.OpusPacket;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The SILK layer of an Opus stream as PCM at 8 or 16 kHz (RFC 6716 §4.2).
 *
 * <p>Meant for mono packets in wide band or hybrid coding. What it makes of them is, sample by
 * sample, what libopus 1.3.1 makes of them at these rates, where nothing of a hybrid frame's CELT
 * layer can be heard; also behind losses.
 *
 * <p>Other packets are {@link #UNSUITED} and leave the state alone. A caller lets another decoder
 * have them; when suitable ones come again, he calls {@link #reset()} and may decode the last
 * suitable packets before them once more, unheard, to warm up.
 *
 * <p>Keeps less than 3 KB. Thread: one at a time; what is needed while it works belongs to the
 * thread and is shared by all decoders on it. Allocates nothing once that exists.
 */
public final class SilkDecoder {

    /** Not for this decoder; nothing was written; the state is as after the last decoded packet. */
    public static final int UNSUITED = -2;

    private static final int SILK_RATE_HZ = 16_000;
    private static final int FIRST_CONFIG = 8;
    private static final int FIRST_HYBRID_CONFIG = 12;
    private static final int FIRST_CELT_CONFIG = 16;
    private static final int STEREO = 4;
    private static final int SAMPLES_48K_OF_10_MS = 480;

    private final int rateHz;
    private final int samplesOf10Ms;
    private final SilkLayer layer;

    /** Samples of the last packet's frames. */
    private int frameSamples;

    private boolean hybrid;

    /** Whether anything was decoded; before that a loss is silent. */
    private boolean started;

    /** Output at 8,000 or 16,000 samples a second. */
    public SilkDecoder(int rateHz) {
        if (rateHz != 8_000 && rateHz != SILK_RATE_HZ) {
            throw new IllegalArgumentException(rateHz + " Hz, not 8000 or 16000");
        }
        this.rateHz = rateHz;
        samplesOf10Ms = rateHz / 100;
        layer = new SilkLayer(rateHz == SILK_RATE_HZ ? new DelayedOutput() : new HalvedOutput());
        reset();
    }

    /**
     * Whether a packet is mono and of wide band or hybrid coding, by its first byte; {@link
     * #decode} may still find that it is not for this decoder.
     */
    public static boolean suits(DirectBuffer packet, int offset, int length) {
        if (length < 1) {
            return false;
        }
        int first = packet.getByte(offset) & 0xFF;
        int config = first >> 3;
        return config >= FIRST_CONFIG && config < FIRST_CELT_CONFIG && (first & STEREO) == 0;
    }

    /** Samples a second of what is written. */
    public int rateHz() {
        return rateHz;
    }

    /**
     * Decodes all frames of an Opus packet; one with less than two bytes is the sender's silence
     * and concealed.
     *
     * @param pcmOut takes 16-bit samples, low byte first
     * @param maxSamples room; a packet that does not fit is unsuited
     * @return samples written, or {@link #UNSUITED}
     */
    public int decode(
            DirectBuffer packet,
            int offset,
            int length,
            MutableDirectBuffer pcmOut,
            int outOffset,
            int maxSamples) {
        if (!suits(packet, offset, length)) {
            return UNSUITED;
        }
        Workspace work = Workspace.ofThread();
        byte toc = packet.getByte(offset);
        int samples48k = OpusPacket.frameSamples48k(toc);
        int samples = samples48k * samplesOf10Ms / SAMPLES_48K_OF_10_MS;
        int count = work.frames.locate(packet, offset, length);
        if (count < 0 || count * samples > maxSamples) {
            return UNSUITED;
        }
        boolean nextHybrid = hybrid(toc);
        if (count > 1 && !allSuited(packet, work, count, samples48k, nextHybrid)) {
            return UNSUITED;
        }
        int out = outOffset;
        for (int i = 0; i < count; i++) {
            int bytes = work.frames.length(i);
            boolean coded = bytes > 1;
            int at = work.frames.offset(i);
            if (coded && !read(packet, at, bytes, work, samples48k, nextHybrid)) {
                return UNSUITED;
            }
            frameSamples = samples;
            if (coded) {
                hybrid = nextHybrid;
                started = true;
                synthesize(work, samples48k, pcmOut, out);
            } else {
                conceal(samples, pcmOut, out);
            }
            out += 2 * samples;
        }
        return count * samples;
    }

    /**
     * Makes good for the loss just before a packet from the copy it carries (RFC 6716 §4.2.5), and
     * conceals what there is no copy of. The packet itself is to be decoded after that.
     *
     * @param samples length of the loss, a multiple of 2.5 ms
     * @return samples written, or {@link #UNSUITED}
     */
    public int restore(
            DirectBuffer packet,
            int offset,
            int length,
            MutableDirectBuffer pcmOut,
            int outOffset,
            int samples) {
        if (!suits(packet, offset, length)) {
            return UNSUITED;
        }
        Workspace work = Workspace.ofThread();
        if (work.frames.locate(packet, offset, length) < 0) {
            return UNSUITED;
        }
        byte toc = packet.getByte(offset);
        int samples48k = OpusPacket.frameSamples48k(toc);
        int copied = samples48k * samplesOf10Ms / SAMPLES_48K_OF_10_MS;
        if (samples < copied) {
            return conceal(samples, pcmOut, outOffset);
        }
        conceal(samples - copied, pcmOut, outOffset);
        frameSamples = copied;
        int out = outOffset + 2 * (samples - copied);
        if (work.frames.length(0) > 1) {
            hybrid = hybrid(toc);
            started = true;
            restore(packet, work, samples48k, pcmOut, out);
        } else {
            conceal(copied, pcmOut, out);
        }
        return samples;
    }

    /**
     * Goes on without a packet, because it was lost or because the sender is silent: what was last
     * heard, fading into comfort noise; silence before the first packet.
     *
     * @return samples written: all that were asked for
     */
    public int conceal(int samples, MutableDirectBuffer pcmOut, int outOffset) {
        int done = 0;
        while (done < samples) {
            int piece = Math.min(samples - done, frameSamples);
            done += concealPiece(piece, pcmOut, outOffset + 2 * done);
        }
        return samples;
    }

    /** As just made. */
    public void reset() {
        layer.reset();
        frameSamples = rateHz / 400;
        hybrid = false;
        started = false;
    }

    /** Up to 20 ms; less than a SILK frame is cut off it. */
    private int concealPiece(int samples, MutableDirectBuffer pcmOut, int outOffset) {
        if (!started) {
            pcmOut.setMemory(outOffset, 2 * samples, (byte) 0);
            return samples;
        }
        int kept = Math.min(samples, 2 * samplesOf10Ms);
        if (kept > samplesOf10Ms && kept < 2 * samplesOf10Ms) {
            kept = samplesOf10Ms;
        } else if (hybrid && kept > samplesOf10Ms / 2 && kept < samplesOf10Ms) {
            kept = samplesOf10Ms / 2;
        }
        Workspace work = Workspace.ofThread();
        layer.conceal(kept > samplesOf10Ms ? 4 : 2, work);
        layer.forgetGain();
        PcmOutput.write(work.pcm, kept, pcmOut, outOffset);
        return kept;
    }

    private void synthesize(
            Workspace work, int samples48k, MutableDirectBuffer pcmOut, int outOffset) {
        int samples = Math.min(samples48k / SAMPLES_48K_OF_10_MS, 2) * samplesOf10Ms;
        for (int i = 0; i < silkFrames(samples48k); i++) {
            layer.decode(work.reader.frame(i), work);
            PcmOutput.write(work.pcm, samples, pcmOut, outOffset + 2 * i * samples);
        }
    }

    private void restore(
            DirectBuffer packet,
            Workspace work,
            int samples48k,
            MutableDirectBuffer pcmOut,
            int outOffset) {
        int subframes = subframes(samples48k);
        int count = silkFrames(samples48k);
        int samples = subframes / 2 * samplesOf10Ms;
        FrameReader reader = work.reader;
        int at = work.frames.offset(0);
        reader.readCopies(packet, at, work.frames.length(0), count, subframes);
        for (int i = 0; i < count; i++) {
            if (reader.copied(i)) {
                layer.decode(reader.frame(i), work);
            } else {
                layer.conceal(subframes, work);
            }
            PcmOutput.write(work.pcm, samples, pcmOut, outOffset + 2 * i * samples);
        }
    }

    /** Frames are read before any is decoded: none may be for another decoder. */
    private static boolean allSuited(
            DirectBuffer packet, Workspace work, int count, int samples48k, boolean hybrid) {
        for (int i = 0; i < count; i++) {
            int bytes = work.frames.length(i);
            if (bytes > 1
                    && !read(packet, work.frames.offset(i), bytes, work, samples48k, hybrid)) {
                return false;
            }
        }
        return true;
    }

    private static boolean read(
            DirectBuffer packet,
            int offset,
            int bytes,
            Workspace work,
            int samples48k,
            boolean hybrid) {
        int count = silkFrames(samples48k);
        return work.reader.read(packet, offset, bytes, count, subframes(samples48k), hybrid);
    }

    private static boolean hybrid(byte toc) {
        return (toc & 0xFF) >> 3 >= FIRST_HYBRID_CONFIG;
    }

    private static int silkFrames(int samples48k) {
        return Math.max(1, samples48k / (2 * SAMPLES_48K_OF_10_MS));
    }

    private static int subframes(int samples48k) {
        return samples48k == SAMPLES_48K_OF_10_MS ? 2 : 4;
    }
}
