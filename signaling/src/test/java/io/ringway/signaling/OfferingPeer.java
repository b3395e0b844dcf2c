package io.ringway.signaling;

import io.ringway.media.LocalTransport;
import io.ringway.signaling.sdp.AnswerPolicy;
import io.ringway.signaling.sdp.Negotiated;
import io.ringway.signaling.sdp.Negotiation;
import io.ringway.signaling.sdp.OfferPolicy;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sdp.SdpLimits;
import java.util.Random;

/** The other end of a session: makes offers and answers with our own negotiation. */
public final class OfferingPeer {

    private final Negotiation negotiation = new Negotiation(SdpLimits.DEFAULT, new Random(42));
    private LocalTransport transport;

    /** A peer with a certificate of its own for each name's first letter. */
    public OfferingPeer(String name) {
        transport = Transports.local(name, 50_000, false);
    }

    public OfferingPeer() {
        this("peer");
    }

    public String offer() throws SdpException {
        return negotiation.offer(transport, OfferPolicy.DEFAULT).sdp();
    }

    /** An offer with new ICE credentials. */
    public String restartOffer(String name) throws SdpException {
        transport = Transports.local(name, 50_001, false);
        return offer();
    }

    public Negotiated accept(String answer) throws SdpException {
        return negotiation.applyAnswer(answer);
    }

    public String answer(String offer) throws SdpException {
        return negotiation.answer(offer, transport, AnswerPolicy.DEFAULT).sdp();
    }
}
