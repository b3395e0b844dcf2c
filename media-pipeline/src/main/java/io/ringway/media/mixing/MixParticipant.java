package io.ringway.media.mixing;

import io.ringway.media.codec.AudioSource;
import io.ringway.media.rtp.AudioLevel;

/** One party of a mix, and what it is to hear. Thread: the mixer's. */
public final class MixParticipant {

    private static final int MAX_GAIN_DB = 20;
    private static final int MIN_GAIN_DB = -40;

    private final long id;
    private final AudioSource source;
    private final short[] read;
    private final Contribution contribution;
    private final Loudness loudness;
    private final SoftLimiter limiter;
    private final MixFrame own;

    private MixFrame heard;
    private float gain = 1;
    private boolean muted;
    private boolean leaving;
    private boolean hasSaid;
    private boolean contributes;
    private boolean speaker;

    MixParticipant(long id, AudioSource source, MixerSettings settings, MixFrame shared) {
        this.id = id;
        this.source = source;
        this.read = new short[settings.frameSamples()];
        this.contribution = new Contribution(settings);
        this.loudness = new Loudness(settings);
        this.limiter = new SoftLimiter(settings.rateHz());
        this.own = new MixFrame(settings.frameSamples(), false);
        this.heard = shared;
    }

    public long id() {
        return id;
    }

    /** What it is to hear of the last mix: all others. */
    public MixFrame frame() {
        return heard;
    }

    /** How loud its last frame was, also when muted: 0 to 127 in −dBov. */
    public int level() {
        return loudness.level();
    }

    /** Whether it is among those the others hear. */
    public boolean isSpeaker() {
        return speaker;
    }

    public boolean isMuted() {
        return muted;
    }

    /** Takes it out of what others hear, or back in; it hears on. */
    public void mute(boolean mute) {
        muted = mute;
    }

    /**
     * Makes it louder or softer for all others.
     *
     * @param decibel −40 to 20; 0 leaves its samples as they are
     */
    public void gain(double decibel) {
        if (!(decibel >= MIN_GAIN_DB && decibel <= MAX_GAIN_DB)) {
            throw new IllegalArgumentException("gain must be -40 to 20 dB, got " + decibel);
        }
        gain = (float) Math.pow(10, decibel / 20);
    }

    void leave() {
        leaving = true;
    }

    boolean isLeaving() {
        return leaving;
    }

    /** Pulls the frame that is due and measures it. */
    void read(int frameMs, long nowNs) {
        hasSaid = !leaving && source.read(read, read.length, nowNs);
        int level = hasSaid ? AudioLevel.ofPcm(read, 0, read.length) : AudioLevel.SILENCE;
        loudness.update(level, frameMs);
    }

    boolean wantsToSpeak() {
        return hasSaid && !muted && loudness.speaks();
    }

    float score() {
        return loudness.score();
    }

    void speaker(boolean isOne) {
        speaker = isOne;
    }

    /** Adds its part to the sum of all. */
    void addTo(int[] sum) {
        contributes =
                hasSaid ? contribution.of(read, speaker ? gain : 0) : contribution.ofNothing();
        if (contributes) {
            int[] samples = contribution.samples();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += samples[i];
            }
        }
    }

    boolean contributes() {
        return contributes;
    }

    /** What it adds to the sum; means nothing when it {@link #contributes} nothing. */
    int[] contribution() {
        return contribution.samples();
    }

    /**
     * Settles what it hears: the mix of all, or one of its own without itself, also for as long as
     * the two are limited differently.
     *
     * @param others scratch for as many samples
     * @param contributors how many parts there are in the sum
     */
    void hear(int[] sum, int[] others, int contributors, MixFrame shared, SoftLimiter sharedGain) {
        if (!contributes && (heard == shared || limiter.agreesWith(sharedGain))) {
            heard = shared;
            return;
        }
        if (heard != own) {
            limiter.follow(sharedGain);
            heard = own;
        }
        int[] heardSum = sum;
        if (contributes) {
            int[] samples = contribution.samples();
            for (int i = 0; i < sum.length; i++) {
                others[i] = sum[i] - samples[i];
            }
            heardSum = others;
        }
        limiter.limit(heardSum, sum.length, own.pcm());
        own.completed(shared.number(), contributors == (contributes ? 1 : 0));
    }
}
