package io.ringway.media.rtp;

/**
 * Levels of audio in −dBov, as packets carry them in clear (RFC 6464 §3): 0 is the overload point,
 * for 16-bit samples a square wave of full scale, so that a full-scale sine has 3; 127 is silence.
 *
 * <p>On the wire a level is one byte, the voice bit before seven bits of level; here such a byte is
 * an {@code int} of 0 to 255, or {@link #ABSENT}. Thread: any. Allocates nothing.
 */
public final class AudioLevel {

    /** Digital silence, and the softest level there is, in −dBov. */
    public static final int SILENCE = 127;

    /** What {@link #read} yields for a packet without a level. */
    public static final int ABSENT = -1;

    private static final int VOICE = 0x80;
    private static final double OVERLOAD_POWER = (double) Short.MAX_VALUE * Short.MAX_VALUE;

    private AudioLevel() {}

    /**
     * Measures samples: their root mean square, nothing smoothed.
     *
     * @param from index of the first
     * @param samples how many, of all channels together; none are silence
     * @return 0 to 127 in −dBov
     */
    public static int ofPcm(short[] pcm, int from, int samples) {
        long sum = 0;
        for (int i = from; i < from + samples; i++) {
            sum += pcm[i] * pcm[i];
        }
        return ofPower((double) sum / Math.max(1, samples));
    }

    /**
     * The level of a mean square.
     *
     * @param meanSquare of 16-bit samples, at least 0
     * @return 0 to 127 in −dBov
     */
    public static int ofPower(double meanSquare) {
        if (meanSquare <= 0) {
            return SILENCE;
        }
        return Math.clamp(Math.round(-10 * Math.log10(meanSquare / OVERLOAD_POWER)), 0, 127);
    }

    /**
     * What a packet says of its own level.
     *
     * @param id of the extension, as negotiated; 0 if it was not
     * @return the byte, for {@link #levelOf} and {@link #hasVoice}, or {@link #ABSENT}
     */
    public static int read(RtpHeader header, int id) {
        return header.extensionByte(id);
    }

    /** 0 to 127 in −dBov. */
    public static int levelOf(int element) {
        return element & SILENCE;
    }

    /** Whether the sender heard a voice; means nothing when negotiated with {@code vad=off}. */
    public static boolean hasVoice(int element) {
        return (element & VOICE) != 0;
    }

    /**
     * The byte to send.
     *
     * @param level 0 to 127 in −dBov
     */
    public static int elementOf(int level, boolean voice) {
        if (level < 0 || level > SILENCE) {
            throw new IllegalArgumentException("level must be 0 to 127 -dBov, got " + level);
        }
        return level | (voice ? VOICE : 0);
    }
}
