package io.ringway.signaling.sip.dialog;

import io.ringway.signaling.call.LegSignal;
import io.ringway.signaling.sip.dialog.TestAgent.Caller;
import java.io.IOException;

/** A call from a phone that is up, and the phone's side of its dialog. */
final class UpCall {

    final Caller caller;
    final String answer;
    private final RawPeer phone;
    private final String callId;
    private int cseq = 1;

    private UpCall(RawPeer phone, Caller caller, String answer, String callId) {
        this.phone = phone;
        this.caller = caller;
        this.answer = answer;
        this.callId = callId;
    }

    static UpCall make(TestAgent agent, RawPeer phone, String callId, String extra)
            throws Exception {
        String uri = agent.uri("echo");
        phone.send(phone.request("INVITE", uri, "<" + uri + ">", callId, 1, extra, RawPeer.SDP));
        Caller caller = agent.caller();
        caller.leg().answer();
        UpCall call = new UpCall(phone, caller, phone.expect("200"), callId);
        call.ack(1);
        caller.signals().next(LegSignal.Answered.class);
        return call;
    }

    static UpCall make(TestAgent agent, RawPeer phone) throws Exception {
        return make(agent, phone, "up-" + phone.port(), "");
    }

    String tag() {
        return RawPeer.header(answer, "To").replaceAll(".*tag=", "");
    }

    void ack(int number) throws IOException {
        phone.send(request("ACK", number, "", ""));
    }

    /** A request within the dialog with the next number. */
    String request(String method, String extra, String body) {
        return request(method, ++cseq, extra, body);
    }

    String request(String method, int number, String extra, String body) {
        return phone.request(
                method,
                RawPeer.contact(answer),
                RawPeer.header(answer, "To"),
                callId,
                number,
                extra,
                body);
    }

    int lastNumber() {
        return cseq;
    }
}
