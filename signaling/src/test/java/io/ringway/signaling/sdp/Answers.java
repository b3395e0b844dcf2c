package io.ringway.signaling.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What we say to a first offer. */
final class Answers {

    private Answers() {}

    /** The answer of a party with the usual policy. */
    static Answer to(String offer) throws SdpException {
        return to(offer, AnswerPolicy.DEFAULT);
    }

    static Answer to(String offer, AnswerPolicy policy) throws SdpException {
        return Peers.negotiation().answer(offer, Peers.local(), policy);
    }

    /** Why an offer that leaves nothing is refused. */
    static SdpException refusal(String offer) {
        SdpException e = assertThrows(SdpException.class, () -> to(offer));
        assertEquals(SdpException.Reason.UNACCEPTABLE, e.reason(), e.getMessage());
        return e;
    }
}
