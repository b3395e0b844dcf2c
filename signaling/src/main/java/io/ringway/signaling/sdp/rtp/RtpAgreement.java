package io.ringway.signaling.sdp.rtp;

import io.ringway.media.AudioSection;
import io.ringway.media.RemoteRtp;
import io.ringway.signaling.sdp.MediaDirection;
import io.ringway.signaling.sdp.RefusedSection;
import io.ringway.signaling.sdp.SectionFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the last completed exchange settled; the next one is compared with it, and repeats it.
 *
 * @param slots every m-line
 * @param live index of the audio stream's
 * @param on false once it was switched off with port 0
 * @param formats the stream's, ours to tell
 * @param packetTimeMs how long the packets are that we send
 * @param direction the stream's, from our side
 * @param mux whether RTP and RTCP share a port
 * @param address where we send to; the last known one while there is none
 */
record RtpAgreement(
        List<RtpSlot> slots,
        int live,
        boolean on,
        List<SectionFormat> formats,
        int packetTimeMs,
        MediaDirection direction,
        MediaDirection remoteDirection,
        boolean mux,
        @Nullable StatedAddress address,
        AgreedSecurity security) {

    RtpAgreement {
        slots = List.copyOf(slots);
        formats = List.copyOf(formats);
    }

    /** The same session with its stream switched off. */
    RtpAgreement switchedOff(List<RtpSlot> stated) {
        return new RtpAgreement(
                stated,
                live,
                false,
                formats,
                packetTimeMs,
                MediaDirection.INACTIVE,
                MediaDirection.INACTIVE,
                mux,
                address,
                security);
    }

    /**
     * In the media plane's terms.
     *
     * @param ssrc ours
     */
    RtpTerms terms(long ssrc, List<RefusedSection> refused) {
        AudioSection audio =
                new AudioSection(
                        slots.get(live).midOr(live),
                        formats.stream().map(SectionFormat::payload).toList(),
                        direction.receives(),
                        direction.sends(),
                        List.of(),
                        ssrc,
                        0,
                        0,
                        packetTimeMs);
        RemoteRtp remote =
                address == null
                        ? null
                        : new RemoteRtp(address.rtp(), address.rtcp(), security.media());
        return new RtpTerms(remote, audio, !remoteDirection.receives(), refused);
    }
}
