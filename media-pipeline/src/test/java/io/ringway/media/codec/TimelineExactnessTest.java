package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.PayloadFormat.Codec;
import io.ringway.proto.SegmentFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * N seconds sent are N seconds out, to the sample, whatever happens on the way: every codec at
 * every output rate through every kind of trouble. {@link SegmentRecorder} checks besides that each
 * segment begins where the one before it ended.
 */
@Timeout(60)
class TimelineExactnessTest {

    private static final int PACKETS = 120;

    /** What happens to a stream, and how often its time is really unknown. */
    record Trouble(String name, int discontinuities, Consumer<SpeechSender> script) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Trouble> TROUBLES =
            List.of(
                    new Trouble("none", 1, sender -> repeat(sender::send)),
                    new Trouble("loss", 1, sender -> repeat(() -> choose(sender, 5, sender::lose))),
                    new Trouble(
                            "bursts",
                            1,
                            sender -> repeat(() -> choose(sender, 12, () -> burst(sender)))),
                    new Trouble(
                            "reorder", 1, sender -> repeat(() -> choose(sender, 4, sender::swap))),
                    new Trouble(
                            "duplicates",
                            1,
                            sender -> repeat(() -> choose(sender, 3, sender::sendTwice))),
                    new Trouble(
                            "late",
                            1,
                            sender -> repeat(() -> choose(sender, 40, sender::sendLate))),
                    new Trouble(
                            "silences",
                            1,
                            sender -> repeat(() -> choose(sender, 6, () -> silence(sender)))),
                    new Trouble(
                            "noise",
                            1,
                            sender -> repeat(() -> choose(sender, 6, () -> noise(sender)))),
                    new Trouble("frames", 1, sender -> changing(sender)),
                    new Trouble("minutes", 1, sender -> pausing(sender)),
                    new Trouble(
                            "loss in silence",
                            1,
                            sender -> repeat(() -> choose(sender, 6, () -> lostNoise(sender)))),
                    new Trouble("jump", 3, sender -> jumping(sender)),
                    new Trouble("sources", 11, sender -> otherSources(sender)),
                    new Trouble("codecs", 1, sender -> otherCodecs(sender)));

    record Case(Codec codec, int rateHz, Trouble trouble, int sequence, long timestamp) {}

    private static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Trouble trouble : TROUBLES) {
            for (Codec codec : List.of(Codec.OPUS, Codec.PCMU, Codec.PCMA, Codec.G722)) {
                for (int rateHz : new int[] {8_000, 16_000, 24_000, 48_000}) {
                    cases.add(new Case(codec, rateHz, trouble, 1_000, 480_007));
                    cases.add(new Case(codec, rateHz, trouble, 65_530, 0xFFFF_F00DL));
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldTellAsManySamplesAsWereSent(Case given) {
        long seed = TROUBLES.indexOf(given.trouble()) * 31L + given.codec().ordinal();
        try (SpeechSender sender =
                new SpeechSender(
                        given.codec(), given.rateHz(), given.sequence(), given.timestamp(), seed)) {
            sender.send();
            given.trouble().script().accept(sender);
            sender.send();
            long expected = sender.finish();
            assertEquals(expected, sender.feed.out.totalSamples());
            assertEquals(given.trouble().discontinuities(), sender.feed.out.discontinuities());
            assertTrue(sender.refusedNothing());
        }
    }

    @Test
    void shouldSoundNoiseWhereTheSenderSaidHow() {
        try (SpeechSender sender = new SpeechSender(Codec.PCMU, 16_000, 0, 0, 1)) {
            sender.send();
            sender.comfortNoise(40, 500);
            sender.send();
            sender.finish();
            int noise = SegmentFlag.DTX_VALUE;
            assertEquals(8_000, sender.feed.out.samplesWith(noise));
            double rms = 0;
            for (SegmentRecorder.Segment segment : sender.feed.out.segments) {
                short[] pcm = TestSound.read(TestSound.offHeap(segment.payload()), 0, 320);
                rms = segment.flags() == noise ? Math.sqrt(TestSound.energy(pcm)) : rms;
            }
            // −40 dBov is an RMS of 328; the last segment is past the generator's gentle start.
            assertTrue(rms > 160 && rms < 650, "RMS " + rms);
        }
    }

    @Test
    void shouldTellALatePacketWithoutGivingItTime() {
        try (SpeechSender sender = new SpeechSender(Codec.PCMA, 8_000, 10, 8_000, 1)) {
            sender.send();
            sender.sendLate();
            sender.send();
            long expected = sender.finish();
            assertEquals(expected, sender.feed.out.totalSamples());
            List<SegmentRecorder.Segment> late =
                    sender.feed.out.segments.stream()
                            .filter(segment -> segment.has(SegmentFlag.LATE))
                            .toList();
            assertEquals(1, late.size());
            assertEquals(0, late.getFirst().samples());
            assertEquals(8_160, late.getFirst().timestamp());
            assertEquals(0, late.getFirst().payload().length);
        }
    }

    private static void repeat(Runnable step) {
        for (int i = 0; i < PACKETS; i++) {
            step.run();
        }
    }

    /** One in so many times the trouble, else a packet. */
    private static void choose(SpeechSender sender, int oneIn, Runnable trouble) {
        if (sender.random.nextInt(oneIn) == 0) {
            trouble.run();
        } else {
            sender.send();
        }
    }

    private static void burst(SpeechSender sender) {
        int length = 1 + sender.random.nextInt(20);
        for (int i = 0; i < length; i++) {
            sender.lose();
        }
        sender.send();
    }

    private static void silence(SpeechSender sender) {
        sender.pause(sender.random.nextInt(12_000), sender.random.nextInt(7));
        sender.send();
    }

    private static void noise(SpeechSender sender) {
        sender.comfortNoise(30 + sender.random.nextInt(50), 20 + sender.random.nextInt(800));
        sender.send();
    }

    private static void lostNoise(SpeechSender sender) {
        sender.comfortNoise(50, 200);
        sender.lose();
        sender.send();
    }

    private static void changing(SpeechSender sender) {
        sender.varyFrames();
        repeat(() -> choose(sender, 6, sender::lose));
    }

    private static void pausing(SpeechSender sender) {
        sender.pause(5 * 60_000L, 0);
        sender.send();
        sender.comfortNoise(60, 3 * 60_000L);
        sender.send();
        sender.lose();
        sender.pause(60_000, 0);
    }

    private static void jumping(SpeechSender sender) {
        repeat(sender::send);
        sender.jump(1_000_000_000);
        repeat(sender::send);
        sender.jump(-77_000_000);
        repeat(sender::send);
    }

    /** Each begins while the last packet of the one before is still held for a lost one. */
    private static void otherSources(SpeechSender sender) {
        for (int i = 0; i < 10; i++) {
            repeat(sender::send);
            sender.lose();
            sender.send();
            sender.changeSource();
            sender.send();
        }
    }

    private static void otherCodecs(SpeechSender sender) {
        for (Codec next : List.of(Codec.G722, Codec.OPUS, Codec.PCMA, Codec.OPUS, Codec.PCMU)) {
            repeat(() -> choose(sender, 8, sender::lose));
            sender.send();
            sender.setCodec(next);
            sender.send();
        }
    }
}
