package io.ringway.signaling.sip.dialog;

import javax.sip.message.Response;

/** Hears what comes of a request of ours. Called on the queue named with it. */
public interface Replies {

    void onResponse(Response response);

    /**
     * No final response came, or the request could not be sent.
     *
     * @param status what stands for it (RFC 3261 §8.1.3.1): 408 or 503
     */
    void onNoResponse(int status);
}
