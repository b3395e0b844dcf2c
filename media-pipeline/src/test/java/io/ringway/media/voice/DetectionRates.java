package io.ringway.media.voice;

import java.util.Arrays;

/**
 * How often a detector is right, and how late.
 *
 * @param detected share of surely spoken hops found, those of the first 60 ms of an utterance aside
 * @param falseAlarms share of surely silent hops taken for speech
 * @param latenciesMs of each utterance after 300 ms without speech, ascending
 */
record DetectionRates(double detected, double falseAlarms, int[] latenciesMs) {

    private static final int NOT_FOUND_MS = 1_000;

    static DetectionRates of(SpeechOracle oracle, boolean[] found, int hangoverMs) {
        Count count = new Count();
        for (int hop = 0; hop < oracle.hops(); hop++) {
            if (oracle.speech(hop)) {
                count.speech(hop, found);
            } else if (oracle.silence(hop, hangoverMs / 10 + 6)) {
                count.silent++;
                count.alarms += found[hop] ? 1 : 0;
            }
        }
        return count.rates();
    }

    int latencyMs(double share) {
        return latenciesMs[(int) (share * (latenciesMs.length - 1))];
    }

    private static final class Count {

        private static final int PAUSE_HOPS = 30;
        private static final int GRACE_HOPS = 6;

        private final int[] latencies = new int[1_000];
        private int onsets;
        private int lastSpeech = -1_000;
        private int onset;
        private int spoken;
        private int hits;
        private int silent;
        private int alarms;

        void speech(int hop, boolean[] found) {
            if (hop - lastSpeech > PAUSE_HOPS) {
                onset = hop;
                latencies[onsets++] = latencyMs(hop, found);
            }
            lastSpeech = hop;
            if (hop - onset >= GRACE_HOPS) {
                spoken++;
                hits += found[hop] ? 1 : 0;
            }
        }

        DetectionRates rates() {
            int[] sorted = Arrays.copyOf(latencies, onsets);
            Arrays.sort(sorted);
            return new DetectionRates((double) hits / spoken, (double) alarms / silent, sorted);
        }

        private static int latencyMs(int hop, boolean[] found) {
            for (int i = hop; i < Math.min(found.length, hop + NOT_FOUND_MS / 10); i++) {
                if (found[i]) {
                    return (i - hop + 1) * 10;
                }
            }
            return NOT_FOUND_MS;
        }
    }
}
