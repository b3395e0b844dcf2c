package io.ringway.signaling.ws;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringway.media.ice.IceCandidate;
import io.ringway.signaling.agent.AgentAction;
import io.ringway.signaling.http.Json;
import io.ringway.signaling.session.ErrorCode;
import io.ringway.signaling.session.SessionException;
import io.ringway.signaling.ws.ClientMessage.Answer;
import io.ringway.signaling.ws.ClientMessage.Call;
import io.ringway.signaling.ws.ClientMessage.Candidate;
import io.ringway.signaling.ws.ClientMessage.NothingToAdd;
import io.ringway.signaling.ws.ClientMessage.Offer;
import io.ringway.signaling.ws.ClientMessage.Ready;
import java.io.IOException;

/** Reads a client's JSON; fields it does not know are ignored. No I/O. */
final class ClientMessageReader {

    private static final String CANDIDATE_SHAPE =
            "a candidate message must read {\"type\":\"candidate\",\"candidate\":{\"candidate\":\"candidate:…\","
                    + "\"sdpMid\":\"0\",\"sdpMLineIndex\":0}}";

    private ClientMessageReader() {}

    /**
     * @throws SessionException saying what is wrong and what would be right
     */
    static ClientMessage read(byte[] utf8) throws SessionException {
        JsonNode message = parse(utf8);
        JsonNode type = message.path("type");
        if (!message.isObject() || !type.isTextual()) {
            throw new SessionException(
                    ErrorCode.INVALID_MESSAGE,
                    "a message must be a JSON object with a string \"type\"");
        }
        return switch (type.textValue()) {
            case "offer" -> new Offer(sdpOf(message));
            case "answer" -> new Answer(sdpOf(message));
            case "candidate" -> candidateOf(message.path("candidate"));
            case "call" -> new Call(actionOf(message.path("action")));
            case "ready" -> new Ready(message.path("iceRestart").asBoolean(false));
            default ->
                    throw new SessionException(
                            ErrorCode.UNKNOWN_TYPE,
                            "\"type\" must be offer, answer, candidate, ready or call");
        };
    }

    private static JsonNode parse(byte[] utf8) throws SessionException {
        try {
            return Json.read(utf8);
        } catch (IOException e) {
            throw new SessionException(
                    ErrorCode.MALFORMED_JSON, "the message is not JSON: " + Json.reason(e));
        }
    }

    private static String sdpOf(JsonNode message) throws SessionException {
        JsonNode sdp = message.path("sdp");
        if (!sdp.isTextual()) {
            throw new SessionException(
                    ErrorCode.INVALID_MESSAGE,
                    "offer and answer need their description as a string \"sdp\"");
        }
        return sdp.textValue();
    }

    private static AgentAction actionOf(JsonNode action) throws SessionException {
        return switch (action.asText("")) {
            case "answer" -> AgentAction.ANSWER;
            case "reject" -> AgentAction.REJECT;
            case "hangup" -> AgentAction.HANGUP;
            default ->
                    throw new SessionException(
                            ErrorCode.INVALID_MESSAGE,
                            "a call message's \"action\" must be answer, reject or hangup");
        };
    }

    private static ClientMessage candidateOf(JsonNode candidate) throws SessionException {
        JsonNode line = candidate.path("candidate");
        if (candidate.isNull()
                || candidate.isMissingNode()
                || (candidate.isObject() && line.isNull())) {
            return new NothingToAdd();
        }
        if (!candidate.isObject() || !line.isTextual()) {
            throw new SessionException(ErrorCode.INVALID_MESSAGE, CANDIDATE_SHAPE);
        }
        return line.textValue().isBlank()
                ? new NothingToAdd()
                : parsed(line.textValue().trim(), candidate);
    }

    private static ClientMessage parsed(String line, JsonNode candidate) throws SessionException {
        try {
            IceCandidate parsed = IceCandidate.parse(line);
            if (parsed == null) {
                return new NothingToAdd();
            }
            String mid = candidate.path("sdpMid").asText("");
            String ufrag = candidate.path("usernameFragment").asText("");
            return new Candidate(parsed, mid, ufrag);
        } catch (IllegalArgumentException e) {
            throw new SessionException(
                    ErrorCode.CANDIDATE_MALFORMED, String.valueOf(e.getMessage()));
        }
    }
}
