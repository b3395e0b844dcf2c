package io.ringway.signaling.sdp.rtp;

import io.ringway.media.AudioSection;
import io.ringway.media.RemoteRtp;
import io.ringway.signaling.sdp.RefusedSection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an offer and its answer agreed on, in the media plane's terms.
 *
 * @param remote where to send and how; the last known address while the other side says there is
 *     none; null as long as it never told one
 * @param audio the stream; inactive once it was switched off with port 0
 * @param heldByRemote whether the other side does not want to hear us
 * @param refused sections answered with port 0, with reasons
 */
public record RtpTerms(
        @Nullable RemoteRtp remote,
        AudioSection audio,
        boolean heldByRemote,
        List<RefusedSection> refused) {

    public RtpTerms {
        refused = List.copyOf(refused);
    }
}
