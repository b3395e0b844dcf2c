package io.ringway.signaling.sip.dialog;

import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sip.media.SipMedia;
import org.jspecify.annotations.Nullable;

/**
 * One offer that several may answer: forks, and contacts of one user. The first answer is applied,
 * for early media; when another one wins, the offer has to be made again to whoever gave it.
 *
 * <p>Thread: its leg's.
 */
final class OfferedMedia {

    private final SipMedia media;
    private @Nullable String offer;
    private @Nullable DialogId answeredBy;
    private String answer = "";

    OfferedMedia(SipMedia media) {
        this.media = media;
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
