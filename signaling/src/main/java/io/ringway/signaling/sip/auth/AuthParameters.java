package io.ringway.signaling.sip.auth;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A challenge's or credentials' parameters, {@code Digest name=value, name="value", …}. Values are
 * kept as written, without the quotes around them; a parameter that comes twice makes the header
 * unusable, because it would mean one thing here and another elsewhere.
 */
final class AuthParameters {

    private static final int MAX_LENGTH = 8_192;
    private static final int MAX_PARAMETERS = 64;
    private static final String SEPARATORS = "()<>@,;:\\\"/[]?={} \t\r\n";

    private final String text;
    private final Map<String, String> values = new LinkedHashMap<>();
    private int position;

    private AuthParameters(String text) {
        this.text = text;
    }

    /** Reads a header's value; null when it is not well-formed or not of the Digest scheme. */
    static @Nullable AuthParameters parse(String value) {
        if (value.length() > MAX_LENGTH) {
            return null;
        }
        AuthParameters parameters = new AuthParameters(value);
        return parameters.read() ? parameters : null;
    }

    @Nullable String value(String name) {
        return values.get(name);
    }

    String valueOr(String name, String other) {
        return values.getOrDefault(name, other);
    }

    private boolean read() {
        skipSpace();
        if (!token().equalsIgnoreCase("Digest") || !skipSpace()) {
            return false;
        }
        while (position < text.length() && values.size() < MAX_PARAMETERS) {
            if (!parameter()) {
                return false;
            }
            skipSpace();
            if (position == text.length()) {
                return true;
            }
            if (text.charAt(position++) != ',') {
                return false;
            }
            skipSpace();
        }
        return false;
    }

    private boolean parameter() {
        String name = token().toLowerCase(Locale.ROOT);
        skipSpace();
        if (name.isEmpty() || position == text.length() || text.charAt(position++) != '=') {
            return false;
        }
        skipSpace();
        boolean quoted = position < text.length() && text.charAt(position) == '"';
        String value = quoted ? quoted() : token();
        if (value == null || (value.isEmpty() && !quoted)) {
            return false;
        }
        return values.putIfAbsent(name, value) == null;
    }

    private @Nullable String quoted() {
        int start = ++position;
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c == '"') {
                return text.substring(start, position - 1);
            }
            if (c == '\r' || c == '\n') {
                return null;
            }
            if (c == '\\') {
                position++;
            }
        }
        return null;
    }

    private String token() {
        int start = position;
        while (position < text.length()
                && text.charAt(position) > ' '
                && SEPARATORS.indexOf(text.charAt(position)) < 0) {
            position++;
        }
        return text.substring(start, position);
    }

    private boolean skipSpace() {
        int start = position;
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
        return position > start;
    }
}
