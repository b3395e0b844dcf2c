package io.ringway.media.leg;

import io.ringway.media.LegSpec;
import io.ringway.media.LegStatistics;

/** Sums up a leg for those who ask. Thread: the leg's shard. */
final class StatisticsSnapshot {

    private StatisticsSnapshot() {}

    static LegStatistics of(
            LegSpec spec,
            LegTransport transport,
            KeyAgreement agreement,
            String srtpProfile,
            AudioReception reception,
            AudioTransmission transmission,
            RtcpReception rtcp,
            SpeechFeed speech,
            long nowNs) {
        long lost = 0;
        double jitterMs = 0;
        double addedDelayMs = 0;
        long concealed = 0;
        long forwarded = 0;
        long dropped = 0;
        for (InboundStream stream : reception.streams()) {
            lost += Math.max(0, stream.statistics().cumulativeLost());
            jitterMs = Math.max(jitterMs, stream.statistics().jitterNs() / 1e6);
            addedDelayMs = Math.max(addedDelayMs, stream.addedDelayMs(nowNs));
            concealed += stream.concealedSamples48k();
            forwarded += stream.segmentsForwarded();
            dropped += stream.segmentsDropped();
        }
        return new LegStatistics(
                spec.sessionId(),
                transport.iceState(),
                agreement.state(),
                srtpProfile,
                transport.destination() == null ? "" : String.valueOf(transport.destination()),
                reception.packets(),
                reception.bytes(),
                lost,
                jitterMs,
                rtcp.roundTripMs(),
                addedDelayMs,
                concealed,
                transmission.streams().stream().mapToLong(OutboundStream::packets).sum(),
                transmission.bytes(),
                forwarded,
                dropped,
                transmission.echoDropped(),
                speech.recordingDropped(),
                speech.recordingName());
    }
}
