package io.ringway.signaling.sip.dialog;

import io.ringway.media.KeyOrigin;
import io.ringway.signaling.sip.media.SipMedia;
import javax.sip.ServerTransaction;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Telephone keys within a dialog: INFO in, RFC 4733 or INFO out.
 *
 * <p>Thread: its leg's.
 */
final class Keys {

    private static final Logger LOG = LoggerFactory.getLogger(Keys.class);
    private static final int PAUSE_MS = 70;

    private final InDialog session;

    Keys(InDialog session) {
        this.session = session;
    }

    void onInfo(Request info, ServerTransaction transaction) {
        String subtype = Body.subtype(info);
        if (subtype.isEmpty()) {
            session.answer(info, transaction, 200);
            return;
        }
        if (!InfoKeys.understands(subtype)) {
            Response response = session.response(info, 415);
            Sip.set(response, "Accept", "application/dtmf-relay, application/dtmf");
            session.core().wire().answer(transaction, response);
            return;
        }
        InfoKeys key = InfoKeys.parse(subtype, Body.text(info));
        session.answer(info, transaction, key == null ? 400 : 200);
        if (key != null) {
            session.core().keyPressed(key.key(), key.durationMs(), KeyOrigin.SIGNALING);
        }
    }

    /** Presses keys towards the peer: as RFC 4733 events when agreed, else by one INFO each. */
    void send(String keys, int durationMs) {
        SipMedia media = session.media();
        if (media == null || session.over()) {
            return;
        }
        if (!media.agreedOnKeys() || !media.leg().sendKeys(keys, durationMs)) {
            sendByInfo(keys, durationMs);
        }
    }

    private void sendByInfo(String keys, int durationMs) {
        if (keys.isEmpty() || session.over()) {
            return;
        }
        InfoKeys key = InfoKeys.parse(InfoKeys.PLAIN, keys.substring(0, 1));
        if (key == null) {
            LOG.info("no such key: leg={}", session.core().id());
            return;
        }
        Request info = session.request(Request.INFO);
        Body.set(info, "application", InfoKeys.RELAY, new InfoKeys(key.key(), durationMs).body());
        session.send(
                info,
                (status, response) -> {
                    if (status >= 300) {
                        LOG.info("key refused: leg={} status={}", session.core().id(), status);
                    }
                });
        String rest = keys.substring(1);
        if (!rest.isEmpty()) {
            session.core().after(durationMs + PAUSE_MS, () -> sendByInfo(rest, durationMs));
        }
    }
}
