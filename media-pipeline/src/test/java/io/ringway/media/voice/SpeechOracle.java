package io.ringway.media.voice;

/**
 * Where a clean recording surely is speech and where it surely is none, by its power every 10 ms.
 *
 * <p>Speech is what is at most 15 dB below the mean power of all that is loud; nothing is what is
 * below −60 dBFS and as far from anything louder as a detector may take to notice and to hold on.
 * Between lies what no two listeners would agree on, which is not counted.
 */
final class SpeechOracle {

    private static final double LOUD_DB = -45;
    private static final double SILENCE_DB = -60;
    private static final double SPEECH_BELOW_MEAN_DB = 15;
    private static final int HOPS_BEFORE = 6;

    private final double[] levels;
    private final double meanDb;

    SpeechOracle(short[] clean, int rateHz) {
        int hop = rateHz / 100;
        levels = new double[clean.length / hop];
        double loudPower = 0;
        int loudHops = 0;
        for (int i = 0; i < levels.length; i++) {
            double power = power(clean, i * hop, hop);
            levels[i] = 10 * Math.log10(power + 1e-12);
            if (levels[i] > LOUD_DB) {
                loudPower += power;
                loudHops++;
            }
        }
        meanDb = 10 * Math.log10(loudPower / loudHops);
    }

    static double power(short[] pcm, int from, int count) {
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += (double) pcm[i] * pcm[i];
        }
        return sum / count / 32_768 / 32_768;
    }

    int hops() {
        return levels.length;
    }

    /** Mean level of speech, in dBFS. */
    double speechDb() {
        return meanDb;
    }

    boolean speech(int hop) {
        return levels[hop] > meanDb - SPEECH_BELOW_MEAN_DB;
    }

    /** Whether there is nothing from so many hops before until shortly after. */
    boolean silence(int hop, int heldHops) {
        int to = Math.min(levels.length - 1, hop + HOPS_BEFORE);
        for (int i = Math.max(0, hop - heldHops); i <= to; i++) {
            if (levels[i] > SILENCE_DB) {
                return false;
            }
        }
        return true;
    }
}
