package io.ringway.server.call;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringway.media.ice.IceCandidate;
import io.ringway.server.call.CallEvent.Answered;
import io.ringway.server.call.CallEvent.CandidateFound;
import io.ringway.server.call.CallEvent.Offered;
import io.ringway.server.call.CallEvent.Refused;
import io.ringway.signaling.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads what a server says over the WebSocket. */
final class ServerMessageReader {

    private ServerMessageReader() {}

    /**
     * Reads one message.
     *
     * @return null when it says nothing a caller needs: the end of candidates, candidates of other
     *     transports than UDP, types of message unknown here
     * @throws IOException when it is not JSON or a field is missing; the message says which
     */
    static @Nullable CallEvent read(String text) throws IOException {
        JsonNode message = Json.read(text.getBytes(StandardCharsets.UTF_8));
        return switch (message.path("type").asText("")) {
            case "answer" -> new Answered(sdpOf(message));
            case "offer" -> new Offered(sdpOf(message));
            case "candidate" -> candidateOf(message.path("candidate"));
            case "error" ->
                    new Refused(
                            message.path("code").asText("error"),
                            message.path("message").asText(""));
            default -> null;
        };
    }

    private static String sdpOf(JsonNode message) throws IOException {
        JsonNode sdp = message.path("sdp");
        if (!sdp.isTextual()) {
            throw new IOException("an offer or answer without \"sdp\"");
        }
        return sdp.textValue();
    }

    private static @Nullable CallEvent candidateOf(JsonNode candidate) throws IOException {
        String line = candidate.path("candidate").asText("").trim();
        if (line.isEmpty() || line.equals("null")) {
            return null;
        }
        try {
            IceCandidate parsed = IceCandidate.parse(line);
            return parsed == null ? null : new CandidateFound(parsed);
        } catch (IllegalArgumentException e) {
            throw new IOException("a malformed candidate: " + e.getMessage(), e);
        }
    }
}
