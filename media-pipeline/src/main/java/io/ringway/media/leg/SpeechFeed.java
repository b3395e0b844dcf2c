package io.ringway.media.leg;

import io.ringway.media.AudioSection;
import io.ringway.media.CloseReason;
import io.ringway.media.PayloadFormat;
import io.ringway.media.SpeechFormat;
import io.ringway.media.playback.BargeInSettings;
import io.ringway.media.recording.Recorder;
import io.ringway.media.recording.Recording;
import io.ringway.media.segment.SegmentBatcher;
import io.ringway.media.segment.SegmentCredit;
import io.ringway.media.segment.SpeechEvent;
import io.ringway.media.stage.StageChain;
import io.ringway.media.voice.BargeInDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a leg's received streams go: to the speech service in the format it asked for, and to the
 * recording. Both begin with the first stream and end with the leg.
 *
 * <p>Thread: the leg's shard.
 */
public final class SpeechFeed {

    private final LegTerms spec;
    private final ShardServices services;
    private final StageChain stages;
    private final Consumer<BargeInDetector.Event> onVoice;
    private final KeyListener onPress;
    private final PayloadTypes orderedTypes = new PayloadTypes();
    private final PayloadTypes decodedTypes = new PayloadTypes();
    private final SegmentCredit credit = new SegmentCredit();
    private final List<InboundStream> streams = new ArrayList<>(2);
    private @Nullable SpeechFormat format;
    private @Nullable Recording recording;
    private BargeInSettings bargeIn = BargeInSettings.OFF;
    private boolean announced;
    private boolean inbandKeys;

    /**
     * @param onVoice hears of interruptions, on the decoding stage's thread
     * @param onPress hears of telephone keys, on the same
     */
    SpeechFeed(
            LegTerms spec,
            ShardServices services,
            Consumer<BargeInDetector.Event> onVoice,
            KeyListener onPress) {
        this.onPress = onPress;
        this.onVoice = onVoice;
        this.spec = spec;
        this.services = services;
        this.stages = services.streams().stages();
        this.format = spec.speech();
    }

    void setAudio(List<AudioSection> sections) {
        stages.onOrdering(() -> orderedTypes.set(sections));
        stages.onDecoding(() -> decodedTypes.set(sections));
    }

    /** Opens a stream, the {@code index}th from 0. The recording holds the first one. */
    InboundStream open(int ssrc, int clockRateHz, AudioSection section, int index) {
        InboundStream stream =
                new InboundStream(
                        ssrc,
                        clockRateHz,
                        section,
                        orderedTypes,
                        decodedTypes,
                        new SegmentSink.Source(spec.sessionId(), index, credit),
                        onVoice,
                        onPress,
                        services.streams());
        if (spec.record() && services.recorder() != null && recording == null) {
            stream.record(startRecording(services.recorder(), section));
        }
        if (format != null) {
            announce(format);
            stream.forward(format);
        }
        if (inbandKeys) {
            stream.listenForKeys(true);
        }
        if (bargeIn.pauses()) {
            stream.watch(bargeIn);
        }
        streams.add(stream);
        return stream;
    }

    /** Looks for telephone keys in the sound too (ITU-T Q.23), or ceases to. */
    public void setInbandKeys(boolean on) {
        inbandKeys = on;
        for (InboundStream stream : streams) {
            stream.listenForKeys(on);
        }
    }

    void setBargeIn(BargeInSettings wanted) {
        bargeIn = wanted;
        for (InboundStream stream : streams) {
            stream.watch(wanted);
        }
    }

    /** Forwards, in that format from the next segment on. */
    public void setFormat(SpeechFormat wanted) {
        format = wanted;
        for (InboundStream stream : streams) {
            announce(wanted);
            stream.forward(wanted);
        }
    }

    /**
     * Tells the speech service of a key that came by signaling; once there is audio to place it by.
     */
    public void noteKey(char key, int durationMs) {
        if (!streams.isEmpty()) {
            streams.getFirst().noteKey(key, durationMs);
        }
    }

    /** Adds to what the speech service lets this session send. */
    public void grantCredit(int milliseconds) {
        SegmentBatcher batcher = services.streams().forwarding();
        if (batcher != null) {
            stages.onForwarding(() -> batcher.grantCredit(credit, milliseconds));
        }
    }

    /** Path of the recording below the recording folder, or empty. */
    String recordingName() {
        return recording == null ? "" : recording.path().toString();
    }

    long recordingDropped() {
        return recording == null ? 0 : recording.packetsDropped();
    }

    void close(CloseReason reason) {
        if (announced) {
            String label = reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
            publish(new SpeechEvent.Ended(spec.sessionId(), label));
        }
        if (recording != null) {
            stages.onDecoding(recording::finish);
        }
    }

    /** Tells the speech service of something about this session, which it hears of first. */
    void tell(SpeechEvent event) {
        SpeechFormat wanted = format;
        if (wanted != null) {
            announce(wanted);
        }
        publish(event);
    }

    private void announce(SpeechFormat wanted) {
        if (!announced) {
            announced = true;
            publish(
                    new SpeechEvent.Started(
                            spec.sessionId(),
                            spec.type(),
                            wanted,
                            services.legSettings().playbackQueueMs()));
        }
    }

    /** Tells the speech service, in order with the segments. */
    private void publish(SpeechEvent event) {
        SegmentBatcher batcher = services.streams().forwarding();
        if (batcher != null) {
            stages.onForwarding(() -> batcher.publish(event, stages.forwarding().nowNs()));
        }
    }

    /** Of its speech: redundant audio, which may stand first, is no codec itself. */
    private static int channelsOf(AudioSection section) {
        for (PayloadFormat format : section.formats()) {
            if (format.codec().isSpeech()) {
                return format.channels();
            }
        }
        return 1;
    }

    /** Another stream would fall into the same stretch of the file's time. */
    private Recording startRecording(Recorder recorder, AudioSection section) {
        long nowNs = services.shard().nowNs();
        int channels = channelsOf(section);
        long unixNs = services.wallClock().unixNs(nowNs, nowNs);
        Recording started = recorder.start(spec.sessionId(), channels, unixNs);
        recording = started;
        return started;
    }
}
