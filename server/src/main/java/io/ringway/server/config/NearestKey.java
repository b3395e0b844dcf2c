package io.ringway.server.config;

import java.util.Collection;
import java.util.Optional;

/** Guesses which known key a mistyped one was meant to be, by edit distance. */
final class NearestKey {

    private NearestKey() {}

    /** The closest of {@code known}, unless even that shares less than half of the letters. */
    static Optional<String> of(String typed, Collection<String> known) {
        String best = "";
        int bestDistance = Integer.MAX_VALUE;
        for (String key : known) {
            int distance = distance(typed, key);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = key;
            }
        }
        boolean close = bestDistance <= Math.max(2, best.length() / 2);
        return close ? Optional.of(best) : Optional.empty();
    }

    /** Levenshtein distance, two rows at a time. */
    static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(substituted, 1 + Math.min(previous[j], row[j - 1]));
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
