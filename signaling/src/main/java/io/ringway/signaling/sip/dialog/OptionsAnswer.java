package io.ringway.signaling.sip.dialog;

import io.ringway.signaling.sip.transport.SipFlow;
import java.util.List;
import javax.sip.header.AcceptHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** The answer to OPTIONS outside a call (RFC 3261 §11.2): what is spoken here. */
final class OptionsAnswer {

    private OptionsAnswer() {}

    /** Says it by headers and, to those who read SDP, by a description. */
    static void describe(Request options, Response response, AgentContext context, SipFlow source) {
        Capabilities.describe(response);
        if (response.getStatusCode() == Response.OK && readsSdp(options)) {
            Body.setSdp(
                    response,
                    context.media().capabilities(context.wire().mediaAddress(source).told()));
        }
    }

    /** One who does not say what it reads, reads SDP (§20.1). */
    private static boolean readsSdp(Request options) {
        List<AcceptHeader> accepted = Sip.all(options, AcceptHeader.NAME, AcceptHeader.class);
        return accepted.isEmpty() || accepted.stream().anyMatch(OptionsAnswer::coversSdp);
    }

    private static boolean coversSdp(AcceptHeader accept) {
        boolean all = accept.allowsAllContentTypes();
        boolean application = "application".equalsIgnoreCase(accept.getContentType());
        boolean sdp =
                accept.allowsAllContentSubTypes()
                        || "sdp".equalsIgnoreCase(accept.getContentSubType());
        return accept.getQValue() != 0 && (all || (application && sdp));
    }
}
