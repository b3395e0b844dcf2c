package io.ringway.signaling.sip.dialog;

import io.ringway.signaling.call.LegSignal;
import io.ringway.signaling.call.TransferTarget;
import javax.sip.ServerTransaction;
import javax.sip.header.ExtensionHeader;
import javax.sip.header.Header;
import javax.sip.header.ReferToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The peer asks for a transfer: REFER, answered 202, and NOTIFYs of how far it has come (RFC 3515),
 * unless it does not want them (RFC 4488). One at a time.
 *
 * <p>Thread: its leg's.
 */
final class TransferByPeer {

    private static final Logger LOG = LoggerFactory.getLogger(TransferByPeer.class);
    private static final int SUBSCRIPTION_S = 180;

    private final InDialog session;
    private boolean active;
    private boolean notifying;
    private long referCSeq;

    TransferByPeer(InDialog session) {
        this.session = session;
    }

    void onRefer(Request refer, ServerTransaction transaction) {
        TransferTarget target = target(refer);
        if (target == null) {
            session.answer(refer, transaction, 400);
            return;
        }
        if (active) {
            session.answer(refer, transaction, 491);
            return;
        }
        active = true;
        referCSeq = Dialog.cseq(refer);
        notifying = !unwanted(refer);
        Response response = session.targetResponse(refer, 202);
        if (!notifying) {
            Sip.set(response, "Refer-Sub", "false");
        }
        session.core().wire().answer(transaction, response);
        LOG.info("transfer requested: leg={}", session.core().id());
        send(new SipFragment(100));
        session.core().tell(new LegSignal.TransferRequested(target));
    }

    private static @Nullable TransferTarget target(Request refer) {
        ReferToHeader header = (ReferToHeader) refer.getHeader(ReferToHeader.NAME);
        return header == null || header.getAddress() == null
                ? null
                : ReferTo.parse(header.getAddress().getURI().toString());
    }

    private static boolean unwanted(Request refer) {
        Header header = refer.getHeader("Refer-Sub");
        return header instanceof ExtensionHeader extension
                && extension
                        .getValue()
                        .strip()
                        .toLowerCase(java.util.Locale.ROOT)
                        .startsWith("false");
    }

    void tell(SipFragment fragment) {
        if (active && !session.over()) {
            send(fragment);
        }
    }

    private void send(SipFragment fragment) {
        active = !fragment.last();
        if (!notifying) {
            return;
        }
        Request notify = session.request(Request.NOTIFY);
        Sip.set(notify, "Event", "refer;id=" + referCSeq);
        Sip.set(
                notify,
                "Subscription-State",
                fragment.last()
                        ? "terminated;reason=noresource"
                        : "active;expires=" + SUBSCRIPTION_S);
        Body.set(notify, "message", "sipfrag;version=2.0", fragment.body());
        session.send(
                notify,
                (status, response) -> {
                    if (status >= 300) {
                        LOG.info("NOTIFY refused: leg={} status={}", session.core().id(), status);
                        notifying = false;
                    }
                });
    }
}
