package io.ringway.signaling.sip.dialog;

import javax.sip.ServerTransaction;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** Our end of a dialog, or of several with one local tag. Called on its leg's queue. */
interface DialogEnd {

    LegCore core();

    /** A request within the dialog, but ACK and CANCEL. */
    void onRequest(Request request, ServerTransaction transaction);

    void onAck(Request ack);

    /** A 2xx to our INVITE that came after its transaction was over (RFC 3261 §13.2.2.4). */
    void onLateAnswer(Response response);

    /** Whether that tag is the other side's. Thread: any. */
    boolean isWith(String remoteTag);

    /** Whether the dialog is confirmed. Thread: any. */
    boolean confirmed();

    /** Whether it is over. Thread: any. */
    boolean ended();

    /** Whether we called. Thread: any. */
    boolean calling();
}
