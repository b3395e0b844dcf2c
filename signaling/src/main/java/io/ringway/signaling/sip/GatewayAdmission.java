package io.ringway.signaling.sip;

import io.ringway.signaling.sip.auth.DigestServer;
import io.ringway.signaling.sip.auth.DigestVerdict;
import io.ringway.signaling.sip.dialog.Admission;
import io.ringway.signaling.sip.registrar.SipUser;
import io.ringway.signaling.sip.registrar.SipUsers;
import io.ringway.signaling.sip.transport.SipFlow;
import io.ringway.signaling.sip.transport.SipStack;
import io.ringway.signaling.sip.trunk.Trunks;
import java.text.ParseException;
import java.util.List;
import javax.sip.address.SipURI;
import javax.sip.header.AuthorizationHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.Header;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * Who may call: trunks by the address they call from; users, or whoever says to be one, by their
 * password; strangers where guests are welcome. Thread: any; does not block.
 */
final class GatewayAdmission implements Admission {

    private final SipStack stack;
    private final Trunks trunks;
    private final DigestServer digest;
    private final SipUsers users;
    private final boolean guests;

    GatewayAdmission(
            SipStack stack, Trunks trunks, DigestServer digest, SipUsers users, boolean guests) {
        this.stack = stack;
        this.trunks = trunks;
        this.digest = digest;
        this.users = users;
        this.guests = guests;
    }

    @Override
    public Verdict judge(Request request, SipFlow source) {
        String trunk = trunks.recognize(source.remote().getAddress());
        if (!trunk.isEmpty()) {
            return new Known(trunk, true);
        }
        if (guests && !claimsAccount(request)) {
            return new Known("", false);
        }
        return switch (digest.verify(request, source.remote().getAddress(), System.nanoTime())) {
            case DigestVerdict.Verified(String username) -> user(username, request);
            case DigestVerdict.Challenge(int status, List<Header> headers) ->
                    answered(request, status, headers);
            case DigestVerdict.Forbidden() -> answered(request, Response.FORBIDDEN, List.of());
        };
    }

    /** Whether the caller shows a password, or the name of somebody who has one. */
    private boolean claimsAccount(Request request) {
        FromHeader from = (FromHeader) request.getHeader(FromHeader.NAME);
        boolean named =
                from.getAddress().getURI() instanceof SipURI uri
                        && uri.getUser() != null
                        && users.find(uri.getUser()) != null;
        return named || request.getHeader(AuthorizationHeader.NAME) != null;
    }

    private Verdict user(String username, Request request) {
        SipUser user = users.findByAuthUser(username);
        return user == null
                ? answered(request, Response.FORBIDDEN, List.of())
                : new Known("user:" + user.name(), false);
    }

    private Verdict answered(Request request, int status, List<Header> headers) {
        try {
            Response response = stack.messages().createResponse(status, request);
            headers.forEach(response::addHeader);
            return new Answered(response);
        } catch (ParseException e) {
            throw new IllegalStateException("no response " + status, e);
        }
    }
}
