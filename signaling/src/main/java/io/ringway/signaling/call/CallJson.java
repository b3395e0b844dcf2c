package io.ringway.signaling.call;

import io.ringway.signaling.call.machine.CallView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Calls as JSON shows them. */
final class CallJson {

    private CallJson() {}

    static Map<String, Object> of(CallReport report) {
        CallView view = report.view();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("callId", report.callId());
        json.put("state", word(view.state()));
        json.put("begun", report.begun().toString());
        json.put("from", view.parties().caller());
        json.put("to", view.parties().called());
        json.put("via", view.parties().via());
        json.put("route", report.route());
        json.put("answered", view.answered());
        json.put("answeredAfterMs", report.answeredAfterMs());
        json.put("lengthMs", report.lengthMs());
        json.put("transferring", view.transferring());
        json.put("legs", legs(view.legs()));
        return json;
    }

    private static List<Map<String, Object>> legs(List<CallView.LegView> legs) {
        return legs.stream().map(CallJson::leg).toList();
    }

    private static Map<String, Object> leg(CallView.LegView leg) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("legId", leg.legId());
        json.put("state", word(leg.state()));
        json.put("direction", leg.incoming() ? "in" : "out");
        json.put("number", leg.identity().number());
        json.put("name", leg.identity().name());
        json.put("held", leg.held());
        json.put("onHold", leg.onHold());
        json.put("muted", leg.muted());
        json.put("playing", leg.playing());
        json.put("partner", leg.partner());
        return json;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
