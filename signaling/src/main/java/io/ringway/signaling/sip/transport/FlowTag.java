package io.ringway.signaling.sip.transport;

import gov.nist.javax.sip.message.SIPMessage;
import javax.sip.message.Message;
import org.jspecify.annotations.Nullable;

/** Ties a message to a flow, as JAIN-SIP's application data of the message. */
final class FlowTag {

    private FlowTag() {}

    static void put(Message message, SipFlow flow) {
        ((SIPMessage) message).setApplicationData(flow);
    }

    static @Nullable SipFlow of(Message message) {
        return ((SIPMessage) message).getApplicationData() instanceof SipFlow flow ? flow : null;
    }
}
