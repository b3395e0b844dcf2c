package io.ringway.signaling.sip.dialog;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Telephone keys in INFO: {@code application/dtmf-relay} and {@code application/dtmf}. */
record InfoKeys(char key, int durationMs) {

    static final String RELAY = "dtmf-relay";
    static final String PLAIN = "dtmf";
    static final int USUAL_MS = 250;
    private static final int LONGEST_MS = 8_000;

    /** Whether bodies of that type (its second half) are understood. */
    static boolean understands(String subtype) {
        return subtype.equalsIgnoreCase(RELAY) || subtype.equalsIgnoreCase(PLAIN);
    }

    /** The key a body tells, or null when it tells none. */
    static @Nullable InfoKeys parse(String subtype, String body) {
        if (subtype.equalsIgnoreCase(PLAIN)) {
            return of(body.strip(), USUAL_MS);
        }
        String signal = "";
        int durationMs = USUAL_MS;
        for (String line : body.lines().toList()) {
            int equals = line.indexOf('=');
            String name = equals < 0 ? "" : line.substring(0, equals).strip();
            String value = line.substring(equals + 1).strip();
            if (name.equalsIgnoreCase("Signal")) {
                signal = value;
            } else if (name.equalsIgnoreCase("Duration")) {
                durationMs = duration(value);
            }
        }
        return of(signal, durationMs);
    }

    /** The body of an INFO that presses this key. */
    String body() {
        return "Signal=" + key + "\r\nDuration=" + durationMs + "\r\n";
    }

    /** One character, or a number as some phones write: 10 is the star, 11 the hash. */
    private static @Nullable InfoKeys of(String text, int durationMs) {
        String signal =
                switch (text.toUpperCase(Locale.ROOT)) {
                    case "10" -> "*";
                    case "11" -> "#";
                    case "12" -> "A";
                    case "13" -> "B";
                    case "14" -> "C";
                    case "15" -> "D";
                    default -> text.toUpperCase(Locale.ROOT);
                };
        boolean one = signal.length() == 1 && "0123456789*#ABCD".contains(signal);
        return one ? new InfoKeys(signal.charAt(0), durationMs) : null;
    }

    private static int duration(String text) {
        try {
            return Math.clamp(Integer.parseInt(text), 40, LONGEST_MS);
        } catch (NumberFormatException e) {
            return USUAL_MS;
        }
    }
}
