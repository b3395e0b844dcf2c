package io.ringway.signaling.sip.dialog;

import io.ringway.media.CloseReason;
import io.ringway.media.LegEvent;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sip.media.MediaAddress;
import io.ringway.signaling.sip.media.SipMedia;
import io.ringway.signaling.sip.media.SipMediaFactory.Profile;
import org.jspecify.annotations.Nullable;

/**
 * One offer that several may answer: forks, and contacts of one user. The first answer is applied,
 * for early media; when another one wins, the offer has to be made again to whoever gave it.
 *
 * <p>Thread: its leg's.
 */
final class OfferedMedia {

    private final LegCore core;
    private final SipMedia media;
    private volatile boolean dropped;
    private @Nullable String offer;
    private @Nullable DialogId answeredBy;
    private String answer = "";

    /**
     * @throws io.ringway.media.CapacityExceededException when there is no room for another leg
     */
    OfferedMedia(LegCore core, String id, Profile profile, MediaAddress address) {
        this.core = core;
        this.media = core.agent().media().open(id, profile, address, this::onEvent);
    }

    private void onEvent(LegEvent event) {
        if (!dropped) {
            core.onMediaEvent(event);
        }
    }

    /** Closes it: another one won, or nobody did; what becomes of it is not the leg's any more. */
    void drop(CloseReason reason) {
        dropped = true;
        media.close(reason);
    }

    SipMedia media() {
        return media;
    }

    /** The offer; the same to all. */
    String offer() throws SdpException {
        if (offer == null) {
            offer = media.offer();
        }
        return offer;
    }

    /** Whose answer is applied; null while there is none. */
    @Nullable DialogId answeredBy() {
        return answeredBy;
    }

    /**
     * Takes an answer, unless another one was first.
     *
     * @return whether what is applied is what this dialog answered
     */
    boolean accept(DialogId dialog, String sdp) throws SdpException {
        if (answeredBy == null) {
            media.accept(sdp);
            answeredBy = dialog;
            answer = sdp;
            return true;
        }
        return answeredBy.equals(dialog) || answer.equals(sdp);
    }
}
