package io.ringway.signaling.sip;

import io.ringway.signaling.sip.dialog.RequestHandler;
import io.ringway.signaling.sip.registrar.Registrar;
import io.ringway.signaling.sip.registrar.RequestSource;
import io.ringway.signaling.sip.transport.SipFlow;
import javax.sip.InvalidArgumentException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.message.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the registrar answer REGISTER requests. Thread: any; does not block. */
final class RegisterRequests implements RequestHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RegisterRequests.class);

    private final Registrar registrar;

    RegisterRequests(Registrar registrar) {
        this.registrar = registrar;
    }

    @Override
    public void onRequest(Request request, ServerTransaction transaction, SipFlow source) {
        try {
            transaction.sendResponse(registrar.answer(request, RequestSource.of(source)));
        } catch (SipException | InvalidArgumentException e) {
            LOG.info("REGISTER could not be answered source=\"{}\"", source, e);
        }
    }
}
