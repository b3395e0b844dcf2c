package io.ringway.signaling.sip.dialog;

import io.ringway.signaling.call.CallDirectory;
import io.ringway.signaling.call.CallLeg;
import io.ringway.signaling.call.DialRequest;
import io.ringway.signaling.call.IncomingCalls;
import io.ringway.signaling.call.LegDialer;
import io.ringway.signaling.call.LegObserver;
import io.ringway.signaling.call.TransferTarget;
import io.ringway.signaling.sip.media.SipMediaFactory;
import io.ringway.signaling.sip.transport.SipStack;
import java.text.ParseException;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.sip.RequestEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.TransactionUnavailableException;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what the SIP stack has received to the leg it belongs to, and makes legs for those who call
 * and are called.
 *
 * <p>Thread: any; the stack's threads only look up and enqueue.
 */
public final class SipUserAgent implements LegDialer, CallDirectory, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SipUserAgent.class);

    private final SipStack stack;
    private final AgentContext context;
    private final Targets targets;
    private final NewRequests newRequests;
    private final ScheduledExecutorService timers =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("sip-timers").factory());

    /**
     * @param stack whose events {@link SipEvents} delivers here
     * @param calls where callers go
     * @param handlers who serves methods outside dialogs that are not calls, such as REGISTER
     */
    public SipUserAgent(
            UserAgentSettings settings,
            SipStack stack,
            SipMediaFactory media,
            IncomingCalls calls,
            Targets targets,
            Admission admission,
            Map<String, RequestHandler> handlers) {
        this.stack = stack;
        this.targets = targets;
        this.context =
                new AgentContext(
                        settings, new Wire(stack, settings), media, timers, new LegTable());
        this.newRequests = new NewRequests(context, calls, admission, Map.copyOf(handlers));
        stack.provider().setAutomaticDialogSupportEnabled(false);
    }

    @Override
    public CallLeg dial(DialRequest request, LegObserver observer) {
        LegCore core = new LegCore(request.legId(), context);
        core.observe(observer);
        OutgoingCall call = new OutgoingCall(core, request, targets);
        context.legs().enter(Integer.MAX_VALUE);
        core.enqueue(call::start);
        return new SipLeg(core, call);
    }

    @Override
    public @Nullable String findLeg(TransferTarget.Attended target) {
        DialogEnd end = context.legs().find(target.callId(), target.toTag());
        return end == null ? null : end.core().id();
    }

    /** Legs that have not ended. */
    public int activeLegs() {
        return context.legs().size();
    }

    /** Refuses new calls from now on, and tells so to OPTIONS; calls that run go on. */
    public void drain() {
        newRequests.drain();
    }

    @Override
    public void close() {
        drain();
        timers.shutdownNow();
    }

    void onRequest(RequestEvent event) {
        Request request = event.getRequest();
        switch (request.getMethod()) {
            case Request.ACK -> onAck(request);
            case Request.CANCEL -> onCancel(request, transaction(event));
            default -> {
                ServerTransaction transaction = transaction(event);
                if (transaction == null) {
                    LOG.debug("repeated: {}", request.getMethod());
                } else if (DialogId.toTag(request).isEmpty()) {
                    newRequests.onRequest(request, transaction, stack.flowOf(event));
                } else {
                    onDialogRequest(request, transaction);
                }
            }
        }
    }

    private @Nullable ServerTransaction transaction(RequestEvent event) {
        try {
            ServerTransaction known = event.getServerTransaction();
            return known != null
                    ? known
                    : stack.provider().getNewServerTransaction(event.getRequest());
        } catch (TransactionUnavailableException e) {
            if (e.getCause() instanceof ParseException lacking) {
                newRequests.refuseUnfit(event.getRequest(), String.valueOf(lacking.getMessage()));
            }
            return null;
        } catch (SipException e) {
            LOG.debug("no transaction for {}", event.getRequest().getMethod(), e);
            return null;
        }
    }

    private void onDialogRequest(Request request, ServerTransaction transaction) {
        DialogId id = DialogId.ofRequest(request);
        DialogEnd end = context.legs().find(id.callId(), id.localTag());
        Refusal refusal = end == null ? Refusal.of(481) : RequestCheck.any(request);
        if (end == null || refusal != null) {
            newRequests.refuse(request, transaction, refusal == null ? Refusal.of(481) : refusal);
        } else if (!end.core().offer(() -> end.onRequest(request, transaction))) {
            newRequests.refuse(request, transaction, Refusal.of(503));
        }
    }

    private void onAck(Request ack) {
        DialogId id = DialogId.ofRequest(ack);
        DialogEnd end = context.legs().find(id.callId(), id.localTag());
        if (end != null) {
            end.core().offer(() -> end.onAck(ack));
        }
    }

    private void onCancel(Request cancel, @Nullable ServerTransaction transaction) {
        IncomingInvite invite = context.legs().cancelled(cancel);
        if (transaction != null) {
            newRequests.refuse(cancel, transaction, Refusal.of(invite == null ? 481 : 200));
        }
        if (invite != null) {
            invite.core().enqueue(invite::onCancel);
        }
    }

    /** A 2xx that has no transaction any more: repeated, or of another fork. */
    void onLateAnswer(Response response) {
        DialogId id = DialogId.ofResponse(response);
        DialogEnd end = context.legs().find(id.callId(), id.localTag());
        if (end != null) {
            end.core().offer(() -> end.onLateAnswer(response));
        }
    }
}
