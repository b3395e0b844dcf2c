package io.ringway.signaling.ws;

import io.ringway.signaling.agent.AgentNotice;
import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.Partner;
import io.ringway.signaling.http.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a browser that waits for calls is told about them, as JSON text. */
final class CallMessage {

    private CallMessage() {}

    static String of(AgentNotice notice) {
        return switch (notice) {
            case AgentNotice.Ringing(String legId, CallParties parties) ->
                    text(
                            with(event("ringing", legId), parties.caller(), parties.callerName()),
                            Map.of("to", parties.called()));
            case AgentNotice.Answered(String legId) -> text(event("answered", legId), Map.of());
            case AgentNotice.Connected(String legId, Partner partner) ->
                    text(
                            with(event("connected", legId), partner.number(), partner.name()),
                            Map.of("callId", partner.callId()));
            case AgentNotice.Held(String legId) -> text(event("held", legId), Map.of());
            case AgentNotice.Resumed(String legId) -> text(event("resumed", legId), Map.of());
            case AgentNotice.KeyPressed(String legId, char key, int durationMs) ->
                    text(event("key", legId), Map.of("key", String.valueOf(key)));
            case AgentNotice.Ended(String legId, Cause cause) ->
                    text(event("ended", legId), Map.of("cause", wireName(cause.kind())));
        };
    }

    /** The name on the wire, such as {@code no-answer}. */
    private static String wireName(Cause.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, Object> event(String name, String legId) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", "call");
        message.put("event", name);
        message.put("legId", legId);
        return message;
    }

    private static Map<String, Object> with(
            Map<String, Object> message, String number, String name) {
        message.put("from", number);
        message.put("fromName", name);
        return message;
    }

    private static String text(Map<String, Object> message, Map<String, Object> more) {
        message.putAll(more);
        return Json.text(message);
    }
}
