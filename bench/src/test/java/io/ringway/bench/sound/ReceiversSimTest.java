package io.ringway.bench.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.codec.OpusCodecs;
import io.ringway.server.impairment.LossModel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The receivers of the table on traces whose outcome can be told beforehand. */
@Timeout(120)
class ReceiversSimTest {

    private static final OpusCodecs CODECS = OpusCodecs.of(OpusCodecs.Provider.AUTO);
    private static final int SECONDS = 10;
    private static final EncodedSpeech SPEECH =
            EncodedSpeech.of(new Speech(SyntheticVoice.of(1, 6), "test"), SECONDS, true);

    static List<TracedNetwork> networks() {
        return TraceGrid.rows();
    }

    /** The promise the whole table stands on. */
    @ParameterizedTest
    @MethodSource("networks")
    void shouldKeepEveryTimelineExact(TracedNetwork network) {
        Heard heard = hear(new RingwayCompleteness(CODECS), network.send(SPEECH, 1));
        assertEquals(0, heard.durationErrorSamples());
        assertEquals(SECONDS * 16_000, heard.pcm().length);
    }

    @ParameterizedTest
    @EnumSource(OpusCodecs.Provider.class)
    void shouldAddNoDelayOnACleanPath(OpusCodecs.Provider provider) {
        Trace clean = TracedNetwork.of("clean", LossModel.NONE, 0, 0).send(SPEECH, 1);
        Heard heard = hear(new RingwayCompleteness(OpusCodecs.of(provider)), clean);
        assertEquals(0, heard.meanDelayMs());
        assertEquals(0, heard.p95DelayMs());
        assertEquals(0, heard.concealedPercent());
        assertTrue(new Similarity(clean.reference48k()).of(heard.pcm(), 16_000) > 0.9);
    }

    @Test
    void shouldAccountForEveryLostSample() {
        Trace trace = TracedNetwork.of("loss", new LossModel.Independent(10), 0, 0).send(SPEECH, 1);
        TimelineRun run = TimelineRun.of(trace, CODECS);
        assertEquals(lostPercent(trace), run.fecPercent() + run.concealedPercent(), 1e-9);
        assertTrue(run.fecPercent() > run.concealedPercent());
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 100, 200})
    void shouldDelayByWhatIsFixed(int delayMs) {
        Trace trace = TracedNetwork.of("loss", new LossModel.Independent(5), 0, 0).send(SPEECH, 1);
        Heard heard = hear(new FixedBuffer(delayMs, CODECS), trace);
        assertEquals(delayMs, heard.meanDelayMs(), 1e-9);
        assertEquals(delayMs, heard.p95DelayMs(), 1e-9);
        assertEquals(lostPercent(trace), heard.concealedPercent(), 1e-9);
    }

    /** A packet that comes after its turn is as good as lost. */
    @Test
    void shouldConcealWhatComesTooLateForAFixedBuffer() {
        Trace trace = TracedNetwork.of("spikes", LossModel.NONE, 0, 0).withSpikes().send(SPEECH, 1);
        long late =
                trace.arrivals().stream()
                        .filter(packet -> packet.arrivalNs() - packet.sendNs() > 60_000_000)
                        .count();
        assertTrue(late > 0);
        Heard heard = hear(new FixedBuffer(60, CODECS), trace);
        assertEquals(100.0 * late / trace.packetsSent(), heard.concealedPercent(), 1e-9);
    }

    @Test
    void shouldPlayACleanPathWithinAFrameOrTwo() {
        Trace clean = TracedNetwork.of("clean", LossModel.NONE, 0, 0).send(SPEECH, 1);
        Heard heard = hear(new RingwayPlayout(CODECS), clean);
        assertEquals(0, heard.concealedPercent());
        assertTrue(heard.meanDelayMs() < 40, heard.meanDelayMs() + " ms");
        assertEquals(SECONDS, heard.pcm().length / 16_000.0, 0.1);
    }

    private static Heard hear(Receiver receiver, Trace trace) {
        try {
            return receiver.receive(List.of(trace)).getFirst();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static double lostPercent(Trace trace) {
        return 100.0 * (trace.packetsSent() - trace.arrivals().size()) / trace.packetsSent();
    }
}
