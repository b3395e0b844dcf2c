package io.ringway.signaling.call;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringway.signaling.http.Json;
import io.ringway.signaling.http.Problem;
import io.ringway.signaling.http.ProblemException;
import io.ringway.signaling.http.Request;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * The JSON object in a request about calls; every mistake is a 400 that says what would be right.
 */
record CallBody(JsonNode fields) {

    private static final Pattern KEYS = Pattern.compile("[0-9*#A-D]{1,32}");
    private static final int MAX_TEXT = 256;
    private static final int KEY_MS = 100;

    /** Longest an RFC 4733 event can be told at 8 kHz. */
    private static final int MAX_KEY_MS = 8_000;

    private static final int MIN_KEY_MS = 40;

    static CallBody of(Request request) {
        try {
            JsonNode body = Json.read(request.body());
            if (!body.isObject()) {
                throw wrong("the body must be a JSON object");
            }
            return new CallBody(body);
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.of(400, "malformed-json", "the body is not JSON: " + Json.reason(e)),
                    e);
        }
    }

    String text(String name) {
        JsonNode value = fields.path(name);
        boolean fits = value.isTextual() && value.textValue().length() <= MAX_TEXT;
        if (!fits || value.textValue().isBlank() || hasControls(value.textValue())) {
            throw wrong("\"" + name + "\" must be a string of 1 to 256 characters");
        }
        return value.textValue().strip();
    }

    String textOr(String name, String otherwise) {
        return fields.has(name) ? text(name) : otherwise;
    }

    boolean flag(String name, boolean otherwise) {
        JsonNode value = fields.path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw wrong("\"" + name + "\" must be true or false");
        }
        return value.asBoolean(otherwise);
    }

    String keys() {
        String keys = text("keys");
        if (!KEYS.matcher(keys).matches()) {
            throw wrong("\"keys\" must be 1 to 32 of 0-9 * # A-D");
        }
        return keys;
    }

    int keyMs() {
        JsonNode value = fields.path("durationMs");
        if (value.isMissingNode()) {
            return KEY_MS;
        }
        if (!value.isInt() || value.intValue() < MIN_KEY_MS || value.intValue() > MAX_KEY_MS) {
            throw wrong("\"durationMs\" must be 40 to 8000");
        }
        return value.intValue();
    }

    /** {@code agent:NAME}, {@code user:NAME}, {@code trunk:NAME/NUMBER} or a SIP URI. */
    DialTarget target(String name) {
        String text = text(name);
        int colon = text.indexOf(':');
        String kind = colon < 0 ? "" : text.substring(0, colon);
        String rest = text.substring(colon + 1);
        return switch (kind) {
            case "agent" -> new DialTarget.Agent(rest);
            case "user" -> new DialTarget.User(rest);
            case "sip", "sips" -> new DialTarget.Uri(text);
            case "trunk" -> trunk(name, rest);
            default -> throw wrongTarget(name);
        };
    }

    private static DialTarget trunk(String name, String rest) {
        int slash = rest.indexOf('/');
        if (slash <= 0 || slash == rest.length() - 1) {
            throw wrongTarget(name);
        }
        return new DialTarget.Trunk(rest.substring(0, slash), rest.substring(slash + 1));
    }

    private static ProblemException wrongTarget(String name) {
        return wrong(
                "\"%s\" must be agent:NAME, user:NAME, trunk:NAME/NUMBER, sip:… or sips:…"
                        .formatted(name));
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    static ProblemException wrong(String detail) {
        return new ProblemException(Problem.of(400, "invalid-message", detail));
    }
}
