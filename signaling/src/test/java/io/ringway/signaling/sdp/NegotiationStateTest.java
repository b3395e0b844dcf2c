package io.ringway.signaling.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.signaling.sdp.NegotiationState.HaveLocalOffer;
import io.ringway.signaling.sdp.NegotiationState.HaveRemoteOffer;
import io.ringway.signaling.sdp.NegotiationState.Stable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class NegotiationStateTest {

    private final Negotiation negotiation = Peers.negotiation();
    private final String offer = Peers.offer(Peers.audio("0"));

    private static void assertWrongState(String message, Executable step) {
        SdpException e = assertThrows(SdpException.class, step);
        assertEquals(SdpException.Reason.WRONG_STATE, e.reason());
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void shouldShowWhereAnExchangeStands() throws SdpException {
        assertInstanceOf(Stable.class, negotiation.state());
        RemoteOffer remote = negotiation.receiveOffer(offer);
        assertSame(remote, assertInstanceOf(HaveRemoteOffer.class, negotiation.state()).offer());
        negotiation.answer(Peers.local(), AnswerPolicy.DEFAULT);
        assertInstanceOf(Stable.class, negotiation.state());
        LocalOffer local = negotiation.offer(Peers.local(), OfferPolicy.DEFAULT);
        assertSame(local, assertInstanceOf(HaveLocalOffer.class, negotiation.state()).offer());
        negotiation.applyAnswer(Peers.answer("passive"));
        assertInstanceOf(Stable.class, negotiation.state());
    }

    @Test
    void shouldRefuseASecondOfferWhileOneIsBeingAnswered() throws SdpException {
        negotiation.receiveOffer(offer);
        NegotiationState before = negotiation.state();
        assertWrongState("still being answered", () -> negotiation.receiveOffer(offer));
        assertWrongState(
                "has to wait", () -> negotiation.offer(Peers.local(), OfferPolicy.DEFAULT));
        assertWrongState(
                "no offer of this side waits",
                () -> negotiation.applyAnswer(Peers.answer("active")));
        assertSame(before, negotiation.state());
    }

    @Test
    void shouldCallGlareByItsName() throws SdpException {
        negotiation.offer(Peers.local(), OfferPolicy.DEFAULT);
        NegotiationState before = negotiation.state();
        assertWrongState("glare", () -> negotiation.receiveOffer(offer));
        assertWrongState(
                "glare", () -> negotiation.answer(offer, Peers.local(), AnswerPolicy.DEFAULT));
        assertWrongState(
                "no offer to answer",
                () -> negotiation.answer(Peers.local(), AnswerPolicy.DEFAULT));
        assertSame(before, negotiation.state());
    }

    @Test
    void shouldGiveWayAfterRollback() throws SdpException {
        negotiation.offer(Peers.local(), OfferPolicy.DEFAULT);
        negotiation.rollback();
        Answer answer = negotiation.answer(offer, Peers.local(), AnswerPolicy.DEFAULT);
        assertEquals(1, answer.negotiated().audio().size());
    }

    @Test
    void shouldRefuseAnswersNobodyAskedFor() {
        assertWrongState(
                "no offer of this side waits",
                () -> negotiation.applyAnswer(Peers.answer("active")));
        assertWrongState(
                "no offer to answer",
                () -> negotiation.answer(Peers.local(), AnswerPolicy.DEFAULT));
    }

    @Test
    void shouldStayAsItWasAfterABadOffer() throws SdpException {
        negotiation.answer(offer, Peers.local(), AnswerPolicy.DEFAULT);
        assertThrows(SdpException.class, () -> negotiation.receiveOffer("v=0\njunk"));
        assertThrows(
                SdpException.class, () -> negotiation.receiveOffer(Peers.offer(Peers.video("0"))));
        assertInstanceOf(Stable.class, negotiation.state());
        assertEquals(
                1,
                negotiation
                        .answer(offer, Peers.local(), AnswerPolicy.DEFAULT)
                        .negotiated()
                        .audio()
                        .size());
    }

    @Test
    void shouldStayWithTheOfferAfterABadAnswer() throws SdpException {
        negotiation.offer(Peers.local(), OfferPolicy.DEFAULT);
        assertThrows(SdpException.class, () -> negotiation.applyAnswer(Peers.answer("actpass")));
        assertInstanceOf(HaveLocalOffer.class, negotiation.state());
        assertEquals(1, negotiation.applyAnswer(Peers.answer("active")).audio().size());
    }
}
