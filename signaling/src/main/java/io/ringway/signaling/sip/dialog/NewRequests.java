package io.ringway.signaling.sip.dialog;

import gov.nist.javax.sip.header.extensions.ReplacesHeader;
import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.IncomingCalls;
import io.ringway.signaling.call.UserPart;
import io.ringway.signaling.sip.media.MediaAddress;
import io.ringway.signaling.sip.transport.SipFlow;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sip.ServerTransaction;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests outside dialogs: checked, admitted, and made into legs or answered.
 *
 * <p>Thread: any; does not block.
 */
final class NewRequests {

    private static final Logger LOG = LoggerFactory.getLogger(NewRequests.class);

    private final AgentContext context;
    private final IncomingCalls calls;
    private final Admission admission;
    private final Map<String, RequestHandler> handlers;
    private volatile boolean draining;

    NewRequests(
            AgentContext context,
            IncomingCalls calls,
            Admission admission,
            Map<String, RequestHandler> handlers) {
        this.context = context;
        this.calls = calls;
        this.admission = admission;
        this.handlers = handlers;
    }

    void drain() {
        draining = true;
    }

    void onRequest(Request request, ServerTransaction transaction, SipFlow source) {
        RequestHandler handler = handlers.get(request.getMethod());
        if (handler != null) {
            handler.onRequest(request, transaction, source);
            return;
        }
        Refusal refusal = RequestCheck.outside(request);
        if (refusal != null) {
            refuse(request, transaction, refusal);
            return;
        }
        switch (request.getMethod()) {
            case Request.INVITE -> onInvite(request, transaction, source);
            case Request.OPTIONS -> onOptions(request, transaction, source);
            case Request.REFER -> refuse(request, transaction, Refusal.of(403));
            default -> refuse(request, transaction, Refusal.of(481));
        }
    }

    private void onOptions(Request options, ServerTransaction transaction, SipFlow source) {
        Response response = context.wire().response(options, draining ? 503 : 200, Sip.newTag());
        if (draining) {
            Sip.set(response, "Retry-After", retryAfter());
        }
        OptionsAnswer.describe(options, response, context, source);
        context.wire().answer(transaction, response);
    }

    private void onInvite(Request invite, ServerTransaction transaction, SipFlow source) {
        switch (admission.judge(invite, source)) {
            case Admission.Answered answered ->
                    context.wire().answer(transaction, withTag(answered.response()));
            case Admission.Known known -> admit(invite, transaction, source, known);
        }
    }

    private void admit(
            Request invite, ServerTransaction transaction, SipFlow source, Admission.Known known) {
        if (draining || !context.legs().enter(context.settings().maxLegs())) {
            refuse(invite, transaction, new Refusal(503, "Retry-After", retryAfter()));
            return;
        }
        LegCore core = new LegCore(UUID.randomUUID().toString(), context);
        CallParties parties = Parties.of(invite, known);
        PeerLink link =
                new PeerLink(contactUser(parties), Authenticator.NONE, WayBack.of(invite, source));
        IncomingInvite leg = new IncomingInvite(core, invite, transaction, link);
        IncomingInvite before = context.legs().putInvite(invite, leg);
        if (before != null) {
            context.legs().leave();
            onSecond(invite, transaction, before);
            return;
        }
        context.legs().put(DialogId.callId(invite), leg.localTag(), leg);
        context.wire().answer(transaction, context.wire().response(invite, 100, ""));
        LOG.info(
                "invite received: leg={} caller={} called={} via={} source={} sip-call-id={}",
                core.id(),
                parties.caller(),
                parties.called(),
                parties.via(),
                source,
                DialogId.callId(invite));
        begin(leg, invite, parties, source);
    }

    private void begin(IncomingInvite leg, Request invite, CallParties parties, SipFlow source) {
        List<ReplacesHeader> replaces = Sip.all(invite, ReplacesHeader.NAME, ReplacesHeader.class);
        MediaAddress address = context.wire().mediaAddress(source);
        leg.core()
                .enqueue(
                        () -> {
                            if (replaces.isEmpty()) {
                                leg.start(
                                        address,
                                        () -> calls.onCall(new SipLeg(leg.core(), leg), parties));
                            } else {
                                replace(leg, replaces, parties, address);
                            }
                        });
    }

    private void replace(
            IncomingInvite leg,
            List<ReplacesHeader> replaces,
            CallParties parties,
            MediaAddress address) {
        Replacement found = Replacement.find(replaces, context.legs());
        if (found.legId().isEmpty()) {
            leg.refuse(found.status());
        } else {
            leg.start(
                    address,
                    () -> calls.onReplacement(new SipLeg(leg.core(), leg), parties, found.legId()));
        }
    }

    /** The INVITE came twice: by another way (RFC 3261 §8.2.2.2), or after its 2xx. */
    private void onSecond(Request invite, ServerTransaction transaction, IncomingInvite before) {
        if (before.branch().equals(LegTable.branch(invite))) {
            before.core().offer(before::onRepeatedInvite);
        } else {
            refuse(invite, transaction, Refusal.of(482));
        }
    }

    void refuse(Request request, ServerTransaction transaction, Refusal refusal) {
        if (refusal.status() >= 300) {
            LOG.info(
                    "{} refused: status={} {}",
                    request.getMethod(),
                    refusal.status(),
                    refusal.value());
        }
        Response response = context.wire().response(request, refusal.status(), Sip.newTag());
        if (!refusal.header().isEmpty()) {
            Sip.set(response, refusal.header(), refusal.value());
        }
        context.wire().answer(transaction, response);
    }

    /**
     * Refuses a request that lacks a header its method needs, of which JAIN-SIP makes no
     * transaction: by an answer that is the same each time (RFC 3261 §8.2.7).
     */
    void refuseUnfit(Request request, String why) {
        Refusal unserved = RequestCheck.method(request.getMethod());
        Refusal refusal = unserved != null ? unserved : Refusal.unfit(why);
        LOG.info("{} refused: status={} {}", request.getMethod(), refusal.status(), why);
        int hash = (LegTable.branch(request) + DialogId.callId(request)).hashCode();
        Response response =
                context.wire().response(request, refusal.status(), 'u' + Integer.toHexString(hash));
        Sip.set(response, refusal.header(), refusal.value());
        context.wire().repeat(response);
    }

    private static Response withTag(Response response) {
        if (DialogId.toTag(response).isEmpty()) {
            Wire.setToTag(response, Sip.newTag());
        }
        return response;
    }

    private String retryAfter() {
        return String.valueOf(context.settings().retryAfterS());
    }

    private static String contactUser(CallParties parties) {
        String user = parties.called().replaceAll("[^A-Za-z0-9._+*#-]", "");
        return user.isEmpty() ? "ringway" : UserPart.write(user);
    }
}
