package io.ringway.signaling.sip.dialog;

import io.ringway.signaling.call.LegSignal;
import io.ringway.signaling.call.TransferProgress;
import io.ringway.signaling.call.TransferTarget;
import javax.sip.ServerTransaction;
import javax.sip.header.EventHeader;
import javax.sip.header.SubscriptionStateHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * We ask the peer to call somebody else: REFER, then NOTIFYs that tell how far it has come (RFC
 * 3515 §2.4).
 *
 * <p>Thread: its leg's.
 */
final class TransferOfPeer {

    private static final Logger LOG = LoggerFactory.getLogger(TransferOfPeer.class);

    private final InDialog session;
    private boolean active;

    TransferOfPeer(InDialog session) {
        this.session = session;
    }

    void start(TransferTarget target) {
        if (active || session.over()) {
            return;
        }
        active = true;
        String host = Sip.host(session.dialog().remote().getURI());
        Request refer = session.request(Request.REFER);
        Sip.set(refer, "Refer-To", ReferTo.format(target, host));
        Sip.set(refer, "Referred-By", '<' + session.dialog().local().getURI().toString() + '>');
        session.send(
                refer,
                (status, response) -> {
                    LOG.info("transfer asked for: leg={} status={}", session.core().id(), status);
                    if (status >= 300) {
                        finish(TransferProgress.FAILED);
                    } else if (active) {
                        tell(TransferProgress.TRYING);
                    }
                });
    }

    void onNotify(Request notify, ServerTransaction transaction) {
        EventHeader event = (EventHeader) notify.getHeader(EventHeader.NAME);
        if (event == null || !"refer".equalsIgnoreCase(event.getEventType())) {
            Response response = session.response(notify, 489);
            Sip.set(response, "Allow-Events", Capabilities.EVENTS);
            session.core().wire().answer(transaction, response);
            return;
        }
        if (!active) {
            session.answer(notify, transaction, 481);
            return;
        }
        session.answer(notify, transaction, 200);
        SipFragment fragment = SipFragment.parse(Body.text(notify));
        if (fragment != null && fragment.last()) {
            LOG.info("transfer: leg={} status={}", session.core().id(), fragment.status());
            finish(fragment.progress());
        } else if (terminated(notify)) {
            finish(TransferProgress.FAILED);
        } else if (fragment != null && fragment.progress() == TransferProgress.RINGING) {
            tell(TransferProgress.RINGING);
        }
    }

    private static boolean terminated(Request notify) {
        SubscriptionStateHeader state =
                (SubscriptionStateHeader) notify.getHeader(SubscriptionStateHeader.NAME);
        return state != null && "terminated".equalsIgnoreCase(state.getState());
    }

    private void finish(TransferProgress progress) {
        if (active) {
            active = false;
            tell(progress);
        }
    }

    private void tell(TransferProgress progress) {
        session.core().tell(new LegSignal.TransferProgressed(progress));
    }
}
