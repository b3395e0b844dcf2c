package io.ringway.media.codec;

/**
 * Where audio that we send comes from, pulled a frame at a time by whoever paces it: playback, a
 * received stream played out in real time, a mixer. Thread: the shard of the leg that sends.
 */
public interface AudioSource {

    /** Samples a second of what {@link #read} yields. */
    int rateHz();

    /** Interleaved channels of what {@link #read} yields, 1 or 2. */
    int channels();

    /**
     * Yields the next frame.
     *
     * @param pcm takes {@code samplesPerChannel} samples of each channel from index 0
     * @param samplesPerChannel 20 ms at {@link #rateHz}, or another length the source was made for
     * @param nowNs when the frame is due
     * @return false when the source has nothing to say: {@code pcm} is untouched and nothing needs
     *     to be sent
     */
    boolean read(short[] pcm, int samplesPerChannel, long nowNs);
}
