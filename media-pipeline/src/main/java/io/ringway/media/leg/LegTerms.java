package io.ringway.media.leg;

import io.ringway.media.LegSpec;
import io.ringway.media.RtpLegSpec;
import io.ringway.media.SpeechFormat;
import io.ringway.media.segment.SpeechEvent.SessionType;
import org.jspecify.annotations.Nullable;

/**
 * What a leg is for, however its packets travel.
 *
 * @param speech what to forward; null for nothing
 * @param inbandKeys whether telephone keys are also looked for in the sound
 */
record LegTerms(
        String sessionId,
        SessionType type,
        @Nullable SpeechFormat speech,
        boolean echo,
        boolean record,
        boolean inbandKeys) {

    static LegTerms of(LegSpec spec) {
        return new LegTerms(
                spec.sessionId(),
                SessionType.WEBRTC,
                spec.speech(),
                spec.echo(),
                spec.record(),
                false);
    }

    static LegTerms of(RtpLegSpec spec) {
        return new LegTerms(
                spec.sessionId(),
                SessionType.SIP,
                spec.speech(),
                spec.echo(),
                spec.record(),
                spec.inbandKeys());
    }
}
