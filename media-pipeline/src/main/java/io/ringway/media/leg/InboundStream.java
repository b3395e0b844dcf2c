package io.ringway.media.leg;

import io.ringway.media.AudioSection;
import io.ringway.media.KeyOrigin;
import io.ringway.media.LegEvent;
import io.ringway.media.SpeechFormat;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.counters.Counter;
import io.ringway.media.jitter.JitterSink;
import io.ringway.media.playback.BargeInSettings;
import io.ringway.media.recording.Recording;
import io.ringway.media.rtp.MediaPacket;
import io.ringway.media.rtp.ReceptionStatistics;
import io.ringway.media.rtp.RtpSettings;
import io.ringway.media.segment.SegmentBatcher;
import io.ringway.media.stage.PacketTaker;
import io.ringway.media.stage.StageChain;
import io.ringway.media.voice.BargeInDetector;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One received stream of a leg: its source (SSRC) now and what is known of its reception, and the
 * stages its packets walk through, connected from the last to the first.
 *
 * <p>Thread: the leg's shard. What belongs to another stage is reached by commands, which keep
 * their place among the packets.
 */
final class InboundStream {

    private final StageChain stages;
    private final KeyListener onPress;
    private final @Nullable SegmentSink segments;
    private final @Nullable StreamTimeline timeline;
    private final VoiceWatch voice;
    private final OpusCodecs codecs;
    private final StreamSink sink;
    private final StreamOrder order;
    private final PacketTaker first;
    private int ssrc;
    private AudioSection section;
    private ReceptionStatistics statistics;
    private long lostBefore;
    private long heardNs;

    /**
     * Makes the stages of one stream.
     *
     * @param clockRateHz RTP clock of its first packet
     * @param orderedTypes the ordering stage's payload types
     * @param decodedTypes the decoding stage's
     * @param onPress hears of telephone keys, on the decoding stage's thread
     */
    InboundStream(
            int ssrc,
            int clockRateHz,
            AudioSection section,
            PayloadTypes orderedTypes,
            PayloadTypes decodedTypes,
            SegmentSink.Source source,
            Consumer<BargeInDetector.Event> onVoice,
            KeyListener onPress,
            StreamServices services) {
        this.onPress = onPress;
        this.ssrc = ssrc;
        this.section = section;
        this.stages = services.stages();
        this.codecs = services.codecs();
        this.statistics = statisticsOf(ssrc, clockRateHz);
        this.voice = new VoiceWatch(onVoice);
        SegmentBatcher batcher = services.forwarding();
        if (batcher == null) {
            segments = null;
            timeline = null;
        } else {
            segments = new SegmentSink(services, batcher, source, clockRateHz);
            timeline =
                    new StreamTimeline(
                            services, new VoiceTap(stages.toForwarding().connect(segments), voice));
        }
        sink =
                new StreamSink(
                        decodedTypes,
                        timeline,
                        voice,
                        new KeyReception(stages.decoding(), this::onKey),
                        stages.decoding().counters());
        JitterSink decoding = stages.toDecoding().connect(sink);
        order = new StreamOrder(services, decoding, clockRateHz, orderedTypes);
        first = stages.toOrdering().connect(order);
    }

    int ssrc() {
        return ssrc;
    }

    AudioSection section() {
        return section;
    }

    ReceptionStatistics statistics() {
        return statistics;
    }

    /** Packets lost since the stream was opened, of all its sources. */
    long packetsLost() {
        return lostBefore + Math.max(0, statistics.cumulativeLost());
    }

    /** When the last packet came. */
    long heardNs() {
        return heardNs;
    }

    /**
     * Another source goes on in this one's place from the next packet on: what is held is handed on
     * first, the statistics begin anew (RFC 3550 §8.2), and the timeline tells a discontinuity.
     *
     * @param clockRateHz RTP clock of its first packet
     */
    void changeSource(int newSsrc, int clockRateHz, AudioSection newSection) {
        lostBefore = packetsLost();
        ssrc = newSsrc;
        section = newSection;
        statistics = statisticsOf(newSsrc, clockRateHz);
        stages.onOrdering(() -> order.changeSource(clockRateHz));
        SegmentSink target = segments;
        if (target != null) {
            stages.onForwarding(() -> target.changeSource(clockRateHz));
        }
    }

    LegEvent.AudioStarted started() {
        return new LegEvent.AudioStarted(section.mid(), Integer.toUnsignedLong(ssrc));
    }

    /** Takes an authenticated packet, slot and all. */
    void onPacket(int slot, MediaPacket packet) {
        heardNs = packet.arrivalNs();
        first.onPacket(slot, packet);
    }

    /** Takes the sender's report: its time for round trips, its clocks for capture times. */
    void onSenderReport(long ntpTimestamp, long rtpTimestamp, long arrivalNs) {
        statistics.onSenderReport(ntpTimestamp, arrivalNs);
        SegmentSink target = segments;
        if (target != null) {
            stages.offerToForwarding(() -> target.onSenderReport(ntpTimestamp, rtpTimestamp));
        }
    }

    /** Begins or ceases to listen for interruptions. */
    void watch(BargeInSettings settings) {
        stages.onDecoding(() -> voice.set(settings));
    }

    /** Begins or ceases to look for telephone keys in the sound. */
    void listenForKeys(boolean on) {
        stages.onDecoding(() -> sink.setInbandKeys(on, codecs));
    }

    void record(Recording recording) {
        var track = new RecordedTrack(recording, codecs, stages.decoding().counters());
        stages.onDecoding(() -> sink.setRecording(track));
    }

    /** Begins to forward, or goes on in another format from the next segment on. */
    void forward(SpeechFormat format) {
        StreamTimeline target = timeline;
        if (target != null) {
            stages.onDecoding(() -> target.setFormat(format));
        }
    }

    /** Hands on what is still held and frees everything. */
    void close() {
        stages.onOrdering(order::close);
        StreamTimeline target = timeline;
        if (target != null) {
            stages.onDecoding(target::close);
        }
        stages.onDecoding(sink::close);
    }

    /** The ordering stage's. */
    double addedDelayMs() {
        return order.addedDelayMs();
    }

    /** The decoding stage's. */
    long concealedSamples48k() {
        return timeline == null ? 0 : timeline.concealedSamples48k();
    }

    /** The decoding stage's. */
    long decodedSamples48k() {
        return timeline == null ? 0 : timeline.decodedSamples48k();
    }

    /** The decoding stage's. */
    long gatedSamples48k() {
        return timeline == null ? 0 : timeline.gatedSamples48k();
    }

    /** The forwarding stage's. */
    long segmentsForwarded() {
        return segments == null ? 0 : segments.segmentsForwarded();
    }

    /** The forwarding stage's. */
    long segmentsDropped() {
        return segments == null ? 0 : segments.segmentsDropped();
    }

    private static ReceptionStatistics statisticsOf(int ssrc, int clockRateHz) {
        return new ReceptionStatistics(ssrc, clockRateHz, RtpSettings.DEFAULTS);
    }

    /** On the decoding stage's thread. */
    private void onKey(char digit, int durationMs, KeyOrigin origin) {
        stages.decoding().counters().increment(Counter.KEYS_PRESSED);
        onPress.onPress(digit, durationMs, origin);
        forwardKey(digit, durationMs);
    }

    /** Tells of a key that was pressed beside the stream, in its place among the segments. */
    void noteKey(char digit, int durationMs) {
        stages.onDecoding(() -> forwardKey(digit, durationMs));
    }

    private void forwardKey(char digit, int durationMs) {
        SegmentSink target = segments;
        if (target != null) {
            stages.toForwarding().execute(() -> target.onKey(digit, durationMs));
        }
    }
}
