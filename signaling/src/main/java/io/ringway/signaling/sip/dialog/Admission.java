package io.ringway.signaling.sip.dialog;

import io.ringway.signaling.sip.transport.SipFlow;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** Decides who may call. Thread: any; does not block. */
@FunctionalInterface
public interface Admission {

    /** Lets everybody in as anonymous. */
    Admission EVERYBODY = (request, source) -> new Known("", false);

    /** What is to be done with a request outside dialogs. */
    sealed interface Verdict {}

    /**
     * It goes on.
     *
     * @param via as in {@link io.ringway.signaling.call.CallParties}
     * @param trusted whether its P-Asserted-Identity is believed (RFC 3325 §5)
     */
    record Known(String via, boolean trusted) implements Verdict {}

    /** It is answered with this: a challenge or a refusal; the To tag is added. */
    record Answered(Response response) implements Verdict {}

    /**
     * @param source what it came by
     */
    Verdict judge(Request request, SipFlow source);
}
