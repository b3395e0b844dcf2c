package io.ringway.server.sip.phone;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call that a phone makes: the dialog's state, and its requests one by one. */
public final class PhoneCall {

    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final int TRIES = 5;

    private final Phone phone;
    private final String requestUri;
    private final String callId;
    private String to;
    private String target;
    private List<String> routes = List.of();
    private int cseq;
    private @Nullable SipText invite;
    private @Nullable SipText answer;

    PhoneCall(Phone phone, String user, String callId) {
        this.phone = phone;
        this.callId = callId;
        this.requestUri = phone.serverUri(user);
        this.to = "<" + requestUri + ">";
        this.target = requestUri;
    }

    public String callId() {
        return callId;
    }

    /** The tags of both ends as a Replaces header names this call to a third one. */
    public String replaces() {
        return callId + ";to-tag=" + SipText.tag(to) + ";from-tag=" + phone.name();
    }

    /** The final answer to the last INVITE. */
    public SipText answer() {
        if (answer == null) {
            throw new IllegalStateException(callId + " was not answered");
        }
        return answer;
    }

    /** Waits until the called one rings: from here on there is an early dialog. */
    public PhoneCall ringing() throws Exception {
        SipText alerted =
                phone.await(
                        "180 of " + callId, m -> m.status() == 180 && m.callId().equals(callId));
        to = alerted.header("To");
        return this;
    }

    /** Sends an INVITE, the first one or another within the call. */
    public SipText invite(String sdp, String... headers) throws IOException {
        SipText sent = request("INVITE", sdp, headers);
        invite = sent;
        return sent;
    }

    /** Waits for the 200, acknowledges it, and lets media go where it says. */
    public PhoneCall answered() throws Exception {
        SipText ok = finalAnswer("INVITE", cseq, Phone.LIMIT);
        if (ok.status() != 200) {
            throw new AssertionError("refused: " + ok);
        }
        acknowledge(ok, "");
        return this;
    }

    /** Takes up what a 200 says and acknowledges it. */
    public void acknowledge(SipText ok, String sdp) throws IOException {
        adopt(ok);
        if (ok.mediaPort() != 0) {
            phone.media().talkTo(ok.media());
        }
        phone.send(
                new SipText(
                        "ACK " + target + " SIP/2.0", headers("ACK", ok.cseq(), List.of()), sdp));
    }

    private void adopt(SipText ok) {
        answer = ok;
        to = ok.header("To");
        target = ok.target();
        List<String> recorded = new ArrayList<>(ok.all("Record-Route"));
        Collections.reverse(recorded);
        routes = recorded;
    }

    /** Waits for a final answer to a request of this call. */
    public SipText finalAnswer(String method, int number, Duration limit) throws Exception {
        return phone.await(
                "the answer to " + method + " " + number,
                limit,
                m ->
                        m.status() >= 200
                                && m.callId().equals(callId)
                                && m.method().equals(method)
                                && m.cseq() == number);
    }

    /** The final answer to the request sent last. */
    public SipText finalAnswer(SipText request) throws Exception {
        return finalAnswer(request.method(), request.cseq(), Phone.LIMIT);
    }

    /** Sends a request within the call. */
    public SipText request(String method, String body, String... headers) throws IOException {
        cseq++;
        List<String> more = new ArrayList<>(List.of(headers));
        if (!body.isEmpty() && more.stream().noneMatch(h -> h.startsWith("Content-Type"))) {
            more.add("Content-Type: application/sdp");
        }
        SipText request =
                new SipText(method + " " + target + " SIP/2.0", headers(method, cseq, more), body);
        phone.send(request);
        return request;
    }

    /** Gives up the INVITE on its way. */
    public void cancel() throws IOException {
        SipText given = given();
        List<String> headers =
                copied(given, List.of("Via", "From", "To", "Call-ID", "Max-Forwards"));
        headers.add("CSeq: " + given.cseq() + " CANCEL");
        phone.send(new SipText(given.start().replace("INVITE", "CANCEL"), headers, ""));
    }

    /** Acknowledges that the last INVITE was refused: of its transaction, so by its branch. */
    public void acknowledgeRefusal() throws Exception {
        SipText given = given();
        SipText refusal = finalAnswer(given);
        List<String> headers = copied(given, List.of("Via", "From", "Call-ID", "Max-Forwards"));
        headers.add("To: " + refusal.header("To"));
        headers.add("CSeq: " + given.cseq() + " ACK");
        phone.send(new SipText(given.start().replace("INVITE", "ACK"), headers, ""));
    }

    private SipText given() {
        if (invite == null) {
            throw new IllegalStateException("no INVITE was sent");
        }
        return invite;
    }

    private static List<String> copied(SipText from, List<String> names) {
        List<String> headers = new ArrayList<>();
        names.forEach(name -> headers.add(name + ": " + from.header(name)));
        return headers;
    }

    private List<String> headers(String method, int number, List<String> more) {
        List<String> headers = new ArrayList<>();
        headers.add(phone.via(phone.branch()));
        headers.add("Max-Forwards: 70");
        routes.forEach(route -> headers.add("Route: " + route));
        headers.add("From: <sip:" + phone.name() + "@" + phone.host() + ">;tag=" + phone.name());
        headers.add("To: " + to);
        headers.add("Call-ID: " + callId);
        headers.add("CSeq: " + number + " " + method);
        headers.add("Contact: <" + phone.uri() + ">");
        headers.addAll(more);
        return headers;
    }

    /** Hangs up and waits until that is answered. */
    public void hangUp() throws Exception {
        SipText answer = insist(request("BYE", ""));
        if (answer.status() != 200) {
            throw new AssertionError("BYE: " + answer);
        }
    }

    /** Sends a request again until it is answered, as one does over UDP. */
    private SipText insist(SipText request) throws Exception {
        for (int i = 0; i < TRIES && !answered(request); i++) {
            phone.send(request);
        }
        return finalAnswer(request);
    }

    private boolean answered(SipText request) {
        return phone.comes(
                PATIENCE,
                m -> m.status() >= 200 && m.cseq() == request.cseq() && m.callId().equals(callId));
    }

    /** Waits until the other end hangs up. */
    public SipText hungUpOn(Duration limit) throws Exception {
        return phone.await(
                "BYE of " + callId,
                limit,
                m -> m.request() && m.method().equals("BYE") && m.callId().equals(callId));
    }
}
