package io.ringway.signaling.sip.dialog;

import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sip.media.AcceptableOffer;
import io.ringway.signaling.sip.media.MediaAddress;
import io.ringway.signaling.sip.media.SipMedia;
import io.ringway.signaling.sip.media.SipMediaFactory;
import org.jspecify.annotations.Nullable;

/**
 * The first offer/answer of a caller: its offer answered in a provisional response, the final one
 * or both; or our offer, answered in PRACK or ACK (RFC 3261 §13.2.1, RFC 3262 §5).
 *
 * <p>Thread: its leg's, but for {@link #open}, before which nothing is described.
 */
final class EarlyMedia {

    private final LegCore core;
    private final @Nullable String offer;
    private @Nullable AcceptableOffer judged;
    private @Nullable String described;
    private boolean reliably;
    private boolean answered;

    EarlyMedia(LegCore core, @Nullable String offer) {
        this.core = core;
        this.offer = offer;
    }

    /** Whether the caller left it to us to offer. */
    boolean late() {
        return offer == null;
    }

    /** Looks whether the caller's offer can be accepted; opens nothing. */
    void judge(MediaAddress address) throws SdpException {
        SipMediaFactory factory = core.agent().media();
        judged =
                offer != null
                        ? factory.judge(offer, address)
                        : (id, listener) ->
                                factory.open(id, core.settings().profile(), address, listener);
    }

    /**
     * Opens media, unless it is open. Thread: the call's, which goes on with it at once.
     *
     * @throws io.ringway.media.CapacityExceededException when there is no room for another leg
     */
    void open() {
        AcceptableOffer opening = judged;
        if (opening != null && core.media() == null && !core.ended()) {
            core.setMedia(opening.open(core.id(), core::onMediaEvent));
        }
    }

    /** Our description: the answer, or the offer. The same each time. */
    String describe() throws SdpException {
        SipMedia open = core.media();
        if (open == null) {
            throw new IllegalStateException("no media is open");
        }
        if (described == null) {
            described = offer == null ? open.offer() : open.answer(offer);
        }
        return described;
    }

    boolean described() {
        return described != null;
    }

    /** The description went in a response that is acknowledged: it is not to be repeated. */
    void sentReliably() {
        reliably = true;
    }

    /** What the 2xx carries; null when everything has been said reliably. */
    @Nullable String describeFinally() throws SdpException {
        return reliably ? null : describe();
    }

    /** Whether the caller still owes the answer to our offer. */
    boolean answerDue() {
        return late() && described() && !answered;
    }

    /** Takes a PRACK's description: the answer to our offer, or a further offer to be answered. */
    @Nullable String onPrack(@Nullable String sdp) throws SdpException {
        SipMedia open = core.media();
        if (sdp == null || open == null) {
            return null;
        }
        if (answerDue()) {
            open.accept(sdp);
            answered = true;
            return null;
        }
        return open.answer(sdp);
    }

    /**
     * Takes the ACK's description.
     *
     * @throws SdpException also when an answer is due and there is none
     */
    void onAck(@Nullable String sdp) throws SdpException {
        SipMedia open = core.media();
        if (answerDue() && open != null) {
            open.accept(sdp == null ? "" : sdp);
            answered = true;
        }
    }
}
