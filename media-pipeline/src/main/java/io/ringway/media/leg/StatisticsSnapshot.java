package io.ringway.media.leg;

import io.ringway.media.LegStatistics;
import io.ringway.media.stage.StageChain;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sums up a leg for those who ask: filled on the shard, then carried through the stages behind.
 *
 * <p>Thread: one stage's at a time.
 */
final class StatisticsSnapshot {

    private final String sessionId;
    private final String srtpProfile;
    private String iceState = "";
    private String dtlsState = "";
    private String remoteAddress = "";
    private double roundTripMs;
    private long packetsReceived;
    private long bytesReceived;
    private long packetsLost;
    private double jitterMs;
    private double addedDelayMs;
    private long concealed48k;
    private long decoded48k;
    private long gated48k;
    private long packetsSent;
    private long bytesSent;
    private long segmentsForwarded;
    private long segmentsDropped;
    private long echoDropped;
    private long recordingDropped;
    private String recording = "";

    StatisticsSnapshot(String sessionId, String srtpProfile) {
        this.sessionId = sessionId;
        this.srtpProfile = srtpProfile;
    }

    void addTransport(LegTransport transport, KeyAgreement agreement, RtcpReception rtcp) {
        iceState = transport.iceState();
        dtlsState = agreement.state();
        remoteAddress = transport.remoteAddress();
        roundTripMs = rtcp.roundTripMs();
    }

    void addReception(AudioReception reception) {
        packetsReceived = reception.packets();
        bytesReceived = reception.bytes();
        for (InboundStream stream : reception.streams()) {
            packetsLost += stream.packetsLost();
            jitterMs = Math.max(jitterMs, stream.statistics().jitterNs() / 1e6);
        }
    }

    void addTransmission(AudioTransmission transmission) {
        packetsSent = transmission.streams().stream().mapToLong(OutboundStream::packets).sum();
        bytesSent = transmission.bytes();
        echoDropped = transmission.echoDropped();
    }

    void addRecording(SpeechFeed speech) {
        recordingDropped = speech.recordingDropped();
        recording = speech.recordingName();
    }

    /** Has every stage behind the shard add its part; the last one answers. */
    void complete(List<InboundStream> inbound, StageChain stages, Consumer<LegStatistics> answer) {
        List<InboundStream> streams = List.copyOf(inbound);
        stages.onOrdering(
                () ->
                        streams.forEach(
                                s -> addedDelayMs = Math.max(addedDelayMs, s.addedDelayMs())));
        stages.onDecoding(() -> streams.forEach(this::addDecoding));
        stages.onForwarding(
                () -> {
                    streams.forEach(this::addSegments);
                    answer.accept(statistics());
                });
    }

    private void addDecoding(InboundStream stream) {
        concealed48k += stream.concealedSamples48k();
        decoded48k += stream.decodedSamples48k();
        gated48k += stream.gatedSamples48k();
    }

    private void addSegments(InboundStream stream) {
        segmentsForwarded += stream.segmentsForwarded();
        segmentsDropped += stream.segmentsDropped();
    }

    private LegStatistics statistics() {
        return new LegStatistics(
                sessionId,
                iceState,
                dtlsState,
                srtpProfile,
                remoteAddress,
                packetsReceived,
                bytesReceived,
                packetsLost,
                jitterMs,
                roundTripMs,
                addedDelayMs,
                concealed48k,
                decoded48k,
                gated48k,
                packetsSent,
                bytesSent,
                segmentsForwarded,
                segmentsDropped,
                echoDropped,
                recordingDropped,
                recording);
    }
}
