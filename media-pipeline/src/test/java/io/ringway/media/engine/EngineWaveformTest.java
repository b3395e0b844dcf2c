package io.ringway.media.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.AudioSection;
import io.ringway.media.PayloadFormat;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.SpeechFormat;
import io.ringway.media.codec.G711;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.counters.Delay;
import io.ringway.media.segment.SpeechServer;
import io.ringway.proto.AudioSegment;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A caller with G.711: from its packets to the speech service's samples. */
@Timeout(60)
class EngineWaveformTest {

    private static final int PACKETS = 100;
    private static final int TICKS = 160;
    private static final int PCMU = 0;

    private final Counters counters = new Counters();
    private final SpeechServer server = SpeechServer.start(0);
    private final ForwardedSpeech speech = new ForwardedSpeech(server);
    private final UdpMediaEngine callers = Engines.start(new Counters());
    private final UdpMediaEngine callees =
            Engines.start(counters, PipelineLayout.FUSED, server.port());

    /** Before there is a stream, one a shard, no more is kept of a call than two seconds. */
    EngineWaveformTest() throws IOException, InterruptedException {
        server.awaitStreams(2);
    }

    @AfterEach
    void close() {
        callers.close();
        callees.close();
        server.close();
        assertEquals(0, counters.total(Counter.DROP_HANDLER_ERROR));
    }

    @ParameterizedTest
    @CsvSource({"8000, 0.999", "16000, 0.99", "48000, 0.998"})
    void shouldHandOnWhatWasSaid(int rateHz, double correlation) throws Exception {
        short[] said = sweep();
        SpeechFormat format = new SpeechFormat(SpeechFormat.Encoding.LINEAR16, rateHz, 1);
        LoopbackCall call = new LoopbackCall(callers, callees, "g711", format);
        // To the caller's engine the octets are one codec's packets as good as another's.
        call.caller.setAudio(List.of(section(Codec.OPUS, 48_000, LoopbackCall.CALLER_SSRC)));
        call.callee.setAudio(List.of(section(Codec.PCMU, 8_000, 2_000)));
        call.connect();
        call.awaitMedia();
        for (int i = 0; i < PACKETS; i++) {
            assertTrue(call.caller.sendOpus(packet(said, i), TICKS));
            if (i % 25 == 24) {
                int sent = i + 1;
                LoopbackCall.awaitStatistics(call.callee, s -> s.packetsReceived() >= sent);
            }
        }
        List<AudioSegment> segments = speech.await("g711", PACKETS);
        int ratio = rateHz / 8_000;
        short[] heard = new short[PACKETS * TICKS * ratio];
        for (int i = 0; i < PACKETS; i++) {
            AudioSegment segment = segments.get(i);
            assertEquals(TICKS * ratio, segment.getSampleCount());
            long since = segment.getRtpTimestamp() - segments.getFirst().getRtpTimestamp();
            assertEquals((long) i * TICKS, since);
            segment.getPayload()
                    .asReadOnlyByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer()
                    .get(heard, i * TICKS * ratio, TICKS * ratio);
        }
        double alike = best(said, heard, ratio);
        assertTrue(alike > correlation, "correlation " + alike);
        assertEquals(0, LoopbackCall.statistics(call.callee).concealedSamples());
        assertEquals(PACKETS, addedDelay(0));
    }

    /** Packets that were not held at all: on a clean path every one. */
    private long addedDelay(int bucket) {
        return counters.blocks().stream()
                .mapToLong(block -> block.delay(Delay.ADDED_DELAY).count(bucket))
                .sum();
    }

    private static AudioSection section(Codec codec, int clockHz, long ssrc) {
        PayloadFormat format = new PayloadFormat(PCMU, codec, clockHz, 1, false);
        return new AudioSection("0", List.of(format), true, true, List.of(), ssrc, 0, 0);
    }

    private static byte[] packet(short[] said, int index) {
        byte[] octets = new byte[TICKS];
        for (int i = 0; i < TICKS; i++) {
            octets[i] = G711.MU_LAW.encode(said[index * TICKS + i]);
        }
        return octets;
    }

    /** From 200 to 1,000 Hz, so that no other stretch is like any one. */
    private static short[] sweep() {
        short[] pcm = new short[PACKETS * TICKS];
        double phase = 0;
        for (int i = 0; i < pcm.length; i++) {
            phase += 2 * Math.PI * (200 + 800.0 * i / pcm.length) / 8_000;
            pcm[i] = (short) (9_000 * Math.sin(phase));
        }
        return pcm;
    }

    /** Normalized correlation at the best lag of whole samples; the resampler's is none exactly. */
    private static double best(short[] said, short[] heard, int ratio) {
        double best = -1;
        for (int lag = 0; lag <= TICKS * ratio; lag++) {
            double both = 0;
            double one = 1e-9;
            double other = 1e-9;
            for (int i = 0; i * ratio + lag < heard.length; i++) {
                double sample = heard[i * ratio + lag];
                both += said[i] * sample;
                one += (double) said[i] * said[i];
                other += sample * sample;
            }
            best = Math.max(best, both / Math.sqrt(one * other));
        }
        return best;
    }
}
