package io.ringway.bench.sound;

import io.ringway.media.CloseReason;
import io.ringway.media.IceLegControl;
import io.ringway.media.LegEvent;
import io.ringway.media.LegSpec;
import io.ringway.media.MediaEngine;
import io.ringway.media.OpusPlacement;
import io.ringway.media.ice.IceMode;
import io.ringway.signaling.sdp.Answer;
import io.ringway.signaling.sdp.AnswerPolicy;
import io.ringway.signaling.sdp.MediaDirection;
import io.ringway.signaling.sdp.Negotiation;
import io.ringway.signaling.sdp.OpusRedundancy;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sdp.SdpLimits;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;

/**
 * Our side of one call to the listening page: answers its offer, then carries one trace.
 *
 * <p>Thread: any; the leg enqueues.
 */
final class ListeningCall {

    private static final AnswerPolicy POLICY =
            AnswerPolicy.DEFAULT
                    .withDirection(MediaDirection.SENDONLY)
                    .withStereo(false)
                    .withRedundancy(OpusRedundancy.OFF)
                    .withCandidatesComplete(true);

    private final IceLegControl leg;
    private final int packetSamples48k;
    private final CompletableFuture<Void> secured = new CompletableFuture<>();

    /**
     * Opens a leg for it.
     *
     * @param number tells it from the engine's others
     * @param packetSamples48k length of the packets it will carry
     */
    ListeningCall(MediaEngine engine, int number, int packetSamples48k) {
        this.packetSamples48k = packetSamples48k;
        leg =
                engine.open(
                        new LegSpec("listening-" + number, IceMode.CONTROLLED, null, false, false),
                        this::onEvent);
    }

    /** Answers the page's offer of one audio section it only wants to hear. */
    String answer(String offer) throws SdpException {
        Negotiation negotiation = new Negotiation(SdpLimits.DEFAULT, new SecureRandom());
        Answer answer = negotiation.answer(offer, leg.localTransport(), POLICY);
        leg.setAudio(answer.negotiated().audio());
        leg.setRemoteTransport(answer.negotiated().remote());
        return answer.sdp();
    }

    /** Done when keys are there; failed when the call ended before. */
    CompletableFuture<Void> secured() {
        return secured;
    }

    /** Sends a packet at its own place in the stream; false when it could not be queued. */
    boolean send(TracedPacket packet) {
        OpusPlacement place =
                new OpusPlacement(packet.index(), packet.rtpTimestamp(), packetSamples48k);
        return leg.sendOpus(place, packet.opus());
    }

    private void onEvent(LegEvent event) {
        switch (event) {
            case LegEvent.DtlsConnected _ -> secured.complete(null);
            case LegEvent.Closed(CloseReason reason, String detail) ->
                    secured.completeExceptionally(
                            new IllegalStateException(
                                    "a call to the listening page ended: %s, %s"
                                            .formatted(reason, detail)));
            case LegEvent.LocalCandidate _,
                    LegEvent.IceConnected _,
                    LegEvent.IceDisconnected _,
                    LegEvent.SourceLearned _,
                    LegEvent.KeyPressed _,
                    LegEvent.AudioStarted _ -> {
                // Nothing to do until keys are there, or the end.
            }
        }
    }
}
