package io.ringway.signaling.sip.dialog;

import io.ringway.signaling.sip.transport.SipFlow;
import javax.sip.ServerTransaction;
import javax.sip.message.Request;

/** Serves a method of its own outside dialogs, such as REGISTER. Thread: any; does not block. */
@FunctionalInterface
public interface RequestHandler {

    /** Takes a request; it is answered in the transaction, now or later. */
    void onRequest(Request request, ServerTransaction transaction, SipFlow source);
}
