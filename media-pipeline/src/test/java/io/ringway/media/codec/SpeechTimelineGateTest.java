package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.counters.Counter;
import io.ringway.proto.SegmentFlag;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A gated timeline: as many samples out as were sent, and what stands in a gated silence. */
@Timeout(60)
class SpeechTimelineGateTest {

    private static final int FRAME_48K = 960;
    private static final int SILENCE_DB = -70;
    private static final int VOICE_DB = -25;

    private static final OpusStream VOICE = OpusStream.redundantVoice();
    private static final OpusStream SILENCE =
            OpusStream.encode(
                    OpusCodecs.of(OpusCodecs.Provider.AUTO),
                    new OpusEncoderSettings(
                            16_000,
                            1,
                            24_000,
                            5,
                            OpusEncoderSettings.Application.VOICE,
                            true,
                            30,
                            false),
                    quiet(16_000 * 3),
                    20);

    private static short[] quiet(int samples) {
        Random random = new Random(2);
        short[] pcm = new short[samples];
        for (int i = 0; i < samples; i++) {
            pcm[i] = (short) (8 * random.nextGaussian());
        }
        return pcm;
    }

    private static GatedRun run(OpusCodecs.Provider provider, int rateHz) {
        return new GatedRun(OpusCodecsTest.codecs(provider).decoder(rateHz, 1), true);
    }

    private static void speak(GatedRun run, int packets) {
        for (int i = 0; i < packets; i++) {
            run.send(VOICE.packets().get(i % VOICE.packets().size()), FRAME_48K, VOICE_DB);
        }
    }

    private static void hush(GatedRun run, int packets) {
        for (int i = 0; i < packets; i++) {
            run.send(SILENCE.packets().get(i % SILENCE.packets().size()), FRAME_48K, SILENCE_DB);
        }
    }

    private static SegmentRecorder.Segment last(GatedRun run) {
        return run.out.segments.getLast();
    }

    @ParameterizedTest
    @EnumSource(value = OpusCodecs.Provider.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void shouldTellExactSilenceInsteadOfDecodingIt(OpusCodecs.Provider provider) {
        try (GatedRun run = run(provider, 16_000)) {
            speak(run, 50);
            hush(run, 100);
            assertTrue(last(run).has(SegmentFlag.GATED) && last(run).has(SegmentFlag.SILENCE));
            assertEquals(0, TestSound.energy(samples(last(run))));
            assertEquals(85, run.counters.get(Counter.FRAMES_GATED));
            assertEquals(65, run.counters.get(Counter.FRAMES_DECODED));
            assertEquals(85 * FRAME_48K, run.timeline.gatedSamples48k());
            assertEquals(65 * FRAME_48K, run.timeline.decodedSamples48k());
            assertEquals(run.samplesSent(), run.out.totalSamples());
        }
    }

    @Test
    void shouldDecodeAllAgainFromTheFirstPacketOfAVoiceOn() {
        try (GatedRun run = run(OpusCodecs.Provider.AUTO, 16_000)) {
            speak(run, 50);
            hush(run, 100);
            int silent = run.out.segments.size();
            speak(run, 20);
            run.out
                    .segments
                    .subList(silent, run.out.segments.size())
                    .forEach(segment -> assertEquals(0, segment.flags()));
        }
    }

    @Test
    void shouldNotMakeUpSoundForALossInASilence() {
        try (GatedRun run = run(OpusCodecs.Provider.AUTO, 16_000)) {
            speak(run, 50);
            hush(run, 100);
            run.lose(FRAME_48K);
            run.lose(FRAME_48K);
            hush(run, 1);
            SegmentRecorder.Segment gap = run.out.segments.get(run.out.segments.size() - 2);
            assertEquals(SegmentFlag.LOST_VALUE | SegmentFlag.SILENCE_VALUE, gap.flags());
            assertEquals(640, gap.samples());
            assertEquals(0, TestSound.energy(samples(gap)));
            assertEquals(0, run.counters.get(Counter.FRAMES_CONCEALED_PLC));
            assertEquals(2 * FRAME_48K, run.timeline.concealedSamples48k());
            assertEquals(run.samplesSent(), run.out.totalSamples());
        }
    }

    @Test
    void shouldRestoreALostOnsetFromTheNextPacket() {
        int redundant = firstRedundant();
        try (GatedRun run = run(OpusCodecs.Provider.AUTO, 16_000)) {
            speak(run, 50);
            hush(run, 100);
            run.lose(FRAME_48K);
            run.lose(FRAME_48K);
            run.send(VOICE.packets().get(redundant), FRAME_48K, VOICE_DB);
            List<SegmentRecorder.Segment> segments = run.out.segments;
            SegmentRecorder.Segment restored = segments.get(segments.size() - 2);
            assertTrue(restored.has(SegmentFlag.CONCEALED_FEC));
            assertTrue(TestSound.energy(samples(restored)) > 10_000);
            assertEquals(
                    SegmentFlag.LOST_VALUE | SegmentFlag.SILENCE_VALUE,
                    segments.get(segments.size() - 3).flags());
            assertEquals(run.samplesSent(), run.out.totalSamples());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 24_000, 48_000})
    void shouldStayExactThroughLossesAndPauses(int rateHz) {
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            try (GatedRun run = run(OpusCodecs.Provider.AUTO, rateHz)) {
                speak(run, 1);
                for (int stretch = 0; stretch < 40; stretch++) {
                    int packets = 1 + random.nextInt(40);
                    switch (random.nextInt(4)) {
                        case 0 -> speak(run, packets);
                        case 1 -> hush(run, packets);
                        case 2 -> run.pause(120 * (1 + random.nextInt(1_000)));
                        default -> {
                            for (int i = 0; i < packets % 10; i++) {
                                run.lose(FRAME_48K);
                            }
                        }
                    }
                }
                speak(run, 1);
                long off = Math.abs(run.samplesSent() - run.out.totalSamples());
                assertEquals(0, off, "seed " + seed);
                assertTrue(run.counters.get(Counter.FRAMES_GATED) > 0);
            }
        }
    }

    private static int firstRedundant() {
        for (int i = 10; i < VOICE.packets().size(); i++) {
            byte[] packet = VOICE.packets().get(i);
            if (InbandFec.present(TestSound.offHeap(packet), 0, packet.length)) {
                return i;
            }
        }
        throw new AssertionError("the encoder made no redundancy");
    }

    private static short[] samples(SegmentRecorder.Segment segment) {
        byte[] payload = segment.payload();
        return TestSound.read(TestSound.offHeap(payload), 0, payload.length / 2);
    }
}
