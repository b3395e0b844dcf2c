package io.ringway.signaling.sip.registrar;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.StringMsgParser;
import io.ringway.signaling.sip.auth.Credentials;
import io.ringway.signaling.sip.auth.DigestAnswer;
import io.ringway.signaling.sip.auth.DigestClient;
import io.ringway.signaling.sip.auth.DigestSecret;
import io.ringway.signaling.sip.transport.SipTransport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Set;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** A phone that registers by messages as they come off the wire, and answers challenges. */
final class Phone {

    static final RequestSource SOURCE =
            new RequestSource(
                    new InetSocketAddress(InetAddress.ofLiteral("192.0.2.7"), 5062),
                    SipTransport.UDP,
                    null);

    private final Registrar registrar;
    private final String user;
    private final DigestClient digest;
    private int sequence;

    Phone(Registrar registrar, String user, String password) {
        this.registrar = registrar;
        this.user = user;
        this.digest =
                new DigestClient(
                        new Credentials(
                                user, new DigestSecret.Password(password), Set.of("ringway")),
                        () -> "client");
    }

    /** Registers, with credentials; the headers are whole lines. */
    Response register(String... headers) {
        return register("phone-" + user, headers);
    }

    Response register(String callId, String[] headers) {
        return register(user, callId, headers);
    }

    /** Registers somebody else's address with its own credentials. */
    Response registerAs(String other, String... headers) {
        return register(other, "phone-" + user, headers);
    }

    private Response register(String address, String callId, String[] headers) {
        sequence += 2;
        Request first = request(address, callId, sequence, headers);
        Response challenge = registrar.answer(first, SOURCE);
        if (challenge.getStatusCode() != Response.UNAUTHORIZED) {
            return challenge;
        }
        return switch (digest.answer(challenge, first)) {
            case DigestAnswer.Retry retry ->
                    registrar.answer(parse(retry.request().toString()), SOURCE);
            case DigestAnswer.GiveUp _ -> challenge;
        };
    }

    /** The next request counts from there. */
    void sequence(int number) {
        sequence = number;
    }

    static Request request(String user, String callId, int sequence, String... headers) {
        StringBuilder text =
                new StringBuilder(
                        """
                        REGISTER sip:example.org SIP/2.0
                        Via: SIP/2.0/UDP 192.0.2.7:5062;branch=z9hG4bK%d
                        Max-Forwards: 70
                        From: <sip:%s@example.org>;tag=1
                        To: <sip:%s@example.org>
                        Call-ID: %s
                        CSeq: %d REGISTER
                        """
                                .formatted(sequence, user, user, callId, sequence));
        for (String header : headers) {
            text.append(header).append('\n');
        }
        return parse(text.append("Content-Length: 0\n\n").toString().replace("\n", "\r\n"));
    }

    private static Request parse(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return (SIPRequest) new StringMsgParser().parseSIPMessage(bytes, true, false, null);
        } catch (ParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
