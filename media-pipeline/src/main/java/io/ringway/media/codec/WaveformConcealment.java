package io.ringway.media.codec;

import java.util.Arrays;

/**
 * Makes up lost sound from the sound before: its last pitch periods over and over, fading to
 * silence within 60 ms, and led into what comes next by overlap. For codecs that have no
 * concealment of their own.
 *
 * <p>The ideas are those of ITU-T G.711 Appendix I, without its delay: what has been heard is not
 * touched again, and the step to the first made-up sample is levelled out instead. One channel.
 * Thread: the owner's; nothing is allocated once built.
 */
public final class WaveformConcealment {

    private static final int MAX_PERIODS = 3;

    private final PitchSearch pitch;
    private final int periodStretch;
    private final int fadeEnd;
    private final int mergeBase;
    private final int longestMerge;
    private final short[] past;

    /** What had been heard when the loss began; valid during a loss. */
    private final short[] source;

    private int period;
    private int overlap;
    private float step;
    private int lost;
    private int periods;
    private int position;
    private int priorPosition;
    private int sinceSwitch;

    /**
     * @param rateHz samples a second, a multiple of 8,000
     */
    public WaveformConcealment(int rateHz) {
        if (rateHz < 8_000 || rateHz > 48_000 || rateHz % 8_000 != 0) {
            throw new IllegalArgumentException("concealment at 8000 to 48000 Hz, not " + rateHz);
        }
        this.pitch = new PitchSearch(rateHz);
        this.periodStretch = rateHz / 100;
        this.fadeEnd = rateHz * 60 / 1_000;
        this.mergeBase = rateHz * 4 / 1_000;
        this.longestMerge = rateHz / 100;
        this.past = new short[PitchSearch.longest(rateHz) * 13 / 4];
        this.source = new short[past.length];
    }

    /**
     * Takes sound as it was received; after a loss its beginning is changed in place, for 10 ms at
     * most, so that it grows out of what was made up.
     */
    public void accept(short[] pcm, int offset, int samples) {
        if (lost > 0) {
            merge(pcm, offset, samples);
            lost = 0;
        }
        remember(pcm, offset, samples);
    }

    /** Makes up the next samples; after 60 ms of loss they are zero. */
    public void conceal(short[] pcm, int offset, int samples) {
        if (lost == 0) {
            begin();
        }
        for (int i = 0; i < samples; i++) {
            pcm[offset + i] = next();
        }
        remember(pcm, offset, samples);
    }

    /** Forgets the stream so far. */
    public void reset() {
        lost = 0;
        Arrays.fill(past, (short) 0);
    }

    private void begin() {
        System.arraycopy(past, 0, source, 0, past.length);
        period = pitch.period(source, source.length);
        overlap = period / 4;
        step = (float) source[source.length - 1] - source[source.length - 1 - period];
        periods = 1;
        position = 0;
        sinceSwitch = overlap;
    }

    private short next() {
        if (lost >= fadeEnd) {
            return 0;
        }
        if (periods < MAX_PERIODS && lost == periods * periodStretch) {
            lengthen();
        }
        float value = repeated(periods, position);
        if (sinceSwitch < overlap) {
            float weight = (float) sinceSwitch++ / overlap;
            value = weight * value + (1 - weight) * repeated(periods - 1, priorPosition);
            priorPosition = (priorPosition + 1) % ((periods - 1) * period);
        }
        if (lost < overlap) {
            value += step * (1 - (float) (lost + 1) / (overlap + 1));
        }
        position = (position + 1) % (periods * period);
        value *= gain();
        lost++;
        return clip(value);
    }

    /** One period more is repeated from now on, lest it sound like a buzzer. */
    private void lengthen() {
        priorPosition = position;
        position %= period;
        periods++;
        sinceSwitch = 0;
    }

    /**
     * A sample of the last periods, played in a ring: towards their end they turn into what came
     * before their beginning.
     */
    private float repeated(int count, int at) {
        int length = count * period;
        int index = source.length - length + at;
        int intoOverlap = at - (length - overlap);
        if (intoOverlap < 0) {
            return source[index];
        }
        float weight = (intoOverlap + 1f) / (overlap + 1);
        return (1 - weight) * source[index] + weight * source[index - length];
    }

    private float gain() {
        return lost < periodStretch
                ? 1
                : 1 - (float) (lost - periodStretch) / (fadeEnd - periodStretch);
    }

    /** A quarter of a period, and 4 ms more for every 10 ms lost. */
    private void merge(short[] pcm, int offset, int samples) {
        int wanted = overlap + mergeBase * (lost / periodStretch);
        int length = Math.min(samples, Math.min(wanted, longestMerge));
        for (int i = 0; i < length; i++) {
            float weight = (i + 1f) / (length + 1);
            pcm[offset + i] = clip(weight * pcm[offset + i] + (1 - weight) * next());
        }
    }

    private void remember(short[] pcm, int offset, int samples) {
        int kept = Math.max(0, past.length - samples);
        int taken = past.length - kept;
        System.arraycopy(past, past.length - kept, past, 0, kept);
        System.arraycopy(pcm, offset + samples - taken, past, kept, taken);
    }

    private static short clip(float value) {
        return (short) Math.clamp(Math.round(value), Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
