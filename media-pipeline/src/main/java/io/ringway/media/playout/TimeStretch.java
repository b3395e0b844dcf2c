package io.ringway.media.playout;

/**
 * Shortens or lengthens what is about to be played by a pitch period, overlapping and adding what
 * is alike, so that voices keep their pitch; in pauses, by whatever length is wanted.
 */
final class TimeStretch {

    private final SyncBuffer sync;
    private final PitchSearch pitch;
    private final NoiseFloor noise;

    TimeStretch(SyncBuffer sync, PitchSearch pitch, NoiseFloor noise) {
        this.sync = sync;
        this.pitch = pitch;
        this.noise = noise;
    }

    /** Samples to be played that a search wants to see. */
    int wanted() {
        return 2 * pitch.maxLag();
    }

    /**
     * Leaves out a period.
     *
     * @param most samples at most
     * @param similarity how alike the overlapped periods must be, unless it is a pause
     * @return samples left out, 0 when nothing fits
     */
    int accelerate(int most, double similarity) {
        int start = sync.start();
        int longest = Math.min(Math.min(most, sync.future() / 2), pitch.maxLag());
        if (longest < pitch.minLag()) {
            return 0;
        }
        int lag = longest;
        if (!isPassive(start, 2 * longest)) {
            pitch.ahead(sync.pcm(), start, sync.future(), longest);
            lag = pitch.similarity() < similarity ? 0 : pitch.lag();
        }
        if (lag > 0) {
            short[] pcm = sync.pcm();
            CrossFade.mix(pcm, start, pcm, start + lag, pcm, start, lag, sync.channels());
            sync.remove(start + lag, lag);
        }
        return lag;
    }

    /**
     * Repeats a period.
     *
     * @return samples put in, 0 when nothing fits
     */
    int decelerate(int most, double similarity) {
        int longest = Math.min(Math.min(most, sync.future()), pitch.maxLag());
        if (longest < pitch.minLag()) {
            return 0;
        }
        int lag = longest;
        if (!isPassive(sync.start() - longest, 2 * longest)) {
            pitch.behind(sync.pcm(), sync.start(), sync.future(), longest);
            lag = pitch.similarity() < similarity ? 0 : pitch.lag();
        }
        if (lag > 0) {
            sync.open(sync.start(), lag);
            short[] pcm = sync.pcm();
            int start = sync.start();
            CrossFade.mix(pcm, start + lag, pcm, start - lag, pcm, start, lag, sync.channels());
        }
        return lag;
    }

    private boolean isPassive(int position, int samples) {
        return noise.isPassive(Similarity.power(sync.pcm(), position, samples, sync.channels()));
    }
}
