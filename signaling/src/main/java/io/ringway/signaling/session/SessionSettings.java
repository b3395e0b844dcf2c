package io.ringway.signaling.session;

import io.ringway.media.SpeechFormat;
import io.ringway.media.dtls.DtlsRole;
import io.ringway.signaling.http.Range;
import io.ringway.signaling.sdp.OpusRedundancy;
import io.ringway.signaling.sdp.SdpLimits;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What every new session is given, and its limits.
 *
 * @param iceLite answer checks only; for hosts with a public or mapped address
 * @param dtlsRole role taken when the client leaves the choice
 * @param redundancy whether and in what place RED is negotiated
 * @param speech what the speech service gets; null for nothing
 * @param gateway for sessions that come by {@code GET /ws}
 * @param posted for sessions that come by {@code POST /webrtc}
 * @param recordingDir folder recordings are in; null when there is none
 * @param recordingsReadable whether {@code GET /sessions/{id}/recording} gives them out
 * @param sdp limits of descriptions
 * @param maxCandidates remote candidates taken between one set of ICE credentials and the next
 * @param answerTimeoutMs after this an unanswered offer of ours no longer stands in the client's
 *     way
 * @param gatheringLimitMs how long an answer that has to carry its candidates waits for the first
 *     one
 * @param statisticsTimeoutMs how long statistics are waited for
 * @param eventIntervalMs pause between two live statistics events
 * @param rememberedRecordings ended sessions whose recording can still be fetched
 */
public record SessionSettings(
        boolean iceLite,
        DtlsRole dtlsRole,
        OpusRedundancy redundancy,
        @Nullable SpeechFormat speech,
        CallPolicy gateway,
        CallPolicy posted,
        @Nullable Path recordingDir,
        boolean recordingsReadable,
        SdpLimits sdp,
        int maxCandidates,
        int answerTimeoutMs,
        int gatheringLimitMs,
        int statisticsTimeoutMs,
        int eventIntervalMs,
        int rememberedRecordings) {

    public SessionSettings {
        Range.check("max-candidates", maxCandidates, 1, 10_000);
        Range.check("answer-timeout-ms", answerTimeoutMs, 100, 600_000);
        Range.check("ice-gathering-limit-ms", gatheringLimitMs, 0, 60_000);
        Range.check("statistics-timeout-ms", statisticsTimeoutMs, 10, 60_000);
        Range.check("event-interval-ms", eventIntervalMs, 20, 60_000);
        Range.check("remembered-recordings", rememberedRecordings, 0, 1_000_000);
    }

    /** Echo and 16 kHz speech, nothing recorded. */
    public static SessionSettings defaults() {
        return new SessionSettings(
                true,
                DtlsRole.CLIENT,
                OpusRedundancy.ACCEPT,
                SpeechFormat.LINEAR16_16K,
                new CallPolicy(true, false),
                new CallPolicy(true, false),
                null,
                false,
                SdpLimits.DEFAULT,
                128,
                10_000,
                1_000,
                1_000,
                200,
                1_000);
    }

    /** The same, recording into that folder and giving recordings out. */
    public SessionSettings recordingInto(Path dir) {
        return new SessionSettings(
                iceLite,
                dtlsRole,
                redundancy,
                speech,
                new CallPolicy(gateway.echo(), true),
                new CallPolicy(posted.echo(), true),
                dir,
                true,
                sdp,
                maxCandidates,
                answerTimeoutMs,
                gatheringLimitMs,
                statisticsTimeoutMs,
                eventIntervalMs,
                rememberedRecordings);
    }
}
