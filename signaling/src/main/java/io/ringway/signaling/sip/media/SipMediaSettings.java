package io.ringway.signaling.sip.media;

import io.ringway.media.SpeechFormat;
import io.ringway.signaling.http.Range;
import io.ringway.signaling.sdp.OpusRedundancy;
import io.ringway.signaling.sdp.rtp.RtpPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What the media of every new dialog is given.
 *
 * @param rtp codecs and protection agreed to with phones
 * @param redundancy whether and in what place RED is negotiated with WebRTC peers
 * @param iceLite whether we only answer checks; for hosts with a public or mapped address
 * @param gatheringLimitMs how long a description with ICE, which has to carry our candidates, waits
 *     for the first one
 * @param speech what the speech service gets; null for nothing
 * @param echo whether received audio is sent back from the start
 * @param record whether received audio is recorded
 * @param inbandKeys whether telephone keys are also looked for in the sound of phones
 */
public record SipMediaSettings(
        RtpPolicy rtp,
        OpusRedundancy redundancy,
        boolean iceLite,
        int gatheringLimitMs,
        @Nullable SpeechFormat speech,
        boolean echo,
        boolean record,
        boolean inbandKeys) {

    public SipMediaSettings {
        Range.check("ice-gathering-limit-ms", gatheringLimitMs, 0, 60_000);
    }

    /** 16 kHz speech; no echo, no recording, no keys in the sound. */
    public static SipMediaSettings defaults() {
        return new SipMediaSettings(
                RtpPolicy.defaults(),
                OpusRedundancy.ACCEPT,
                true,
                1_000,
                SpeechFormat.LINEAR16_16K,
                false,
                false,
                false);
    }

    public SipMediaSettings withRtp(RtpPolicy policy) {
        return new SipMediaSettings(
                policy, redundancy, iceLite, gatheringLimitMs, speech, echo, record, inbandKeys);
    }

    public SipMediaSettings withEcho(boolean on) {
        return new SipMediaSettings(
                rtp, redundancy, iceLite, gatheringLimitMs, speech, on, record, inbandKeys);
    }
}
