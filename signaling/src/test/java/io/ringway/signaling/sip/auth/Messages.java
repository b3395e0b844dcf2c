package io.ringway.signaling.sip.auth;

import gov.nist.javax.sip.message.MessageFactoryImpl;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import javax.sip.header.Header;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** Messages as JAIN-SIP's parser yields them. */
final class Messages {

    private Messages() {}

    static Request request(String method, String uri, String body) {
        String text =
                """
                %s %s SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.7:5062;branch=z9hG4bKone;rport
                Max-Forwards: 70
                From: <sip:alice@example.org>;tag=1
                To: <sip:bob@example.org>
                Call-ID: call@192.0.2.7
                CSeq: 7 %s
                Content-Length: %d

                """
                        .formatted(method, uri, method, body.length());
        return parse(text.replace("\n", "\r\n") + body);
    }

    static Request parse(String text) {
        try {
            return (SIPRequest)
                    new StringMsgParser()
                            .parseSIPMessage(
                                    text.getBytes(StandardCharsets.UTF_8), true, false, null);
        } catch (ParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** What the wire makes of a request. */
    static Request sent(Request request) {
        return parse(request.toString());
    }

    static Response response(int status, Request request, List<Header> headers) {
        try {
            Response response = new MessageFactoryImpl().createResponse(status, request);
            headers.forEach(response::addHeader);
            return response;
        } catch (ParseException e) {
            throw new IllegalArgumentException(request.toString(), e);
        }
    }

    static Header challenge(String value) {
        return AuthScope.header("WWW-Authenticate", value);
    }
}
