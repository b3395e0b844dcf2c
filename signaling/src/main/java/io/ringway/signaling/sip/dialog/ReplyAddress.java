package io.ringway.signaling.sip.dialog;

import io.ringway.signaling.call.SerialQueue;
import javax.sip.message.Response;

/**
 * Where responses of a client transaction go: set as the transaction's application data, also by
 * others who send requests over the same stack. Thread: any.
 */
public record ReplyAddress(SerialQueue queue, Replies replies) {

    void deliver(Response response) {
        queue.put(() -> replies.onResponse(response));
    }

    void deliverNone(int status) {
        queue.put(() -> replies.onNoResponse(status));
    }
}
