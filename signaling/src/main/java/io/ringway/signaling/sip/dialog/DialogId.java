package io.ringway.signaling.sip.dialog;

import javax.sip.header.CallIdHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Message;
import org.jspecify.annotations.Nullable;

/** What tells dialogs apart (RFC 3261 §12), seen from here. */
record DialogId(String callId, String localTag, String remoteTag) {

    /** Of a request that came in. A missing tag (RFC 2543) is empty. */
    static DialogId ofRequest(Message request) {
        return new DialogId(callId(request), toTag(request), fromTag(request));
    }

    /** Of a response to a request of ours. */
    static DialogId ofResponse(Message response) {
        return new DialogId(callId(response), fromTag(response), toTag(response));
    }

    static String callId(Message message) {
        return ((CallIdHeader) message.getHeader(CallIdHeader.NAME)).getCallId();
    }

    static String toTag(Message message) {
        return orEmpty(((ToHeader) message.getHeader(ToHeader.NAME)).getTag());
    }

    static String fromTag(Message message) {
        return orEmpty(((FromHeader) message.getHeader(FromHeader.NAME)).getTag());
    }

    private static String orEmpty(@Nullable String tag) {
        return tag == null ? "" : tag;
    }
}
