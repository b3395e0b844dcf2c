package io.ringway.signaling.ws;

import io.ringway.media.ice.IceCandidate;
import io.ringway.signaling.http.Json;
import io.ringway.signaling.session.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the server says, as JSON text. */
final class ServerMessage {

    private ServerMessage() {}

    static String offer(String sdp) {
        return description("offer", sdp);
    }

    static String answer(String sdp) {
        return description("answer", sdp);
    }

    static String candidate(IceCandidate candidate, String mid) {
        Map<String, Object> init = new LinkedHashMap<>();
        init.put("candidate", candidate.toSdp());
        init.put("sdpMid", mid);
        init.put("sdpMLineIndex", 0);
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", "candidate");
        message.put("candidate", init);
        return Json.text(message);
    }

    static String error(ErrorCode code, String text) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", "error");
        message.put("code", code.wireName());
        message.put("message", text);
        return Json.text(message);
    }

    static String session(String id) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", "session");
        message.put("sessionId", id);
        return Json.text(message);
    }

    private static String description(String type, String sdp) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", type);
        message.put("sdp", sdp);
        return Json.text(message);
    }
}
