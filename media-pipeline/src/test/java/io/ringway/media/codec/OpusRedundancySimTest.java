package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.codec.OpusEncoderSettings.Application;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A voice over a network that loses a tenth of the packets, its encoder steered by reports. */
@Timeout(60)
class OpusRedundancySimTest {

    private static final long SEED = 17;
    private static final int RATE_HZ = 16_000;
    private static final int FRAME = RATE_HZ / 50;
    private static final int REPORT_FRAMES = 50;
    private static final int STEERED_FROM = 150;
    private static final int FRAMES = 600;

    private record Sent(List<byte[]> packets, boolean[] lost) {}

    @ParameterizedTest
    @CsvSource({
        "LIBOPUS, LIBOPUS",
        "LIBOPUS, CONCENTUS",
        "CONCENTUS, LIBOPUS",
        "CONCENTUS, CONCENTUS"
    })
    void shouldRestoreFromRedundancyBetterThanConcealmentDoes(
            OpusCodecs.Provider from, OpusCodecs.Provider to) {
        Sent sent = send(OpusCodecsTest.codecs(from));
        // Encoders leave redundancy out where they hear no voice.
        int redundant = 0;
        for (int i = STEERED_FROM; i < FRAMES; i++) {
            byte[] packet = sent.packets.get(i);
            redundant += InbandFec.present(new UnsafeBuffer(packet), 0, packet.length) ? 1 : 0;
        }
        assertTrue(redundant > 0.6 * (FRAMES - STEERED_FROM), redundant + " with redundancy");

        OpusCodecs codecs = OpusCodecsTest.codecs(to);
        short[] truth = receive(codecs, sent, new boolean[FRAMES], false);
        double restored = lostFramesSnr(truth, receive(codecs, sent, sent.lost, true), sent.lost);
        double concealed = lostFramesSnr(truth, receive(codecs, sent, sent.lost, false), sent.lost);
        String figures = "restored " + restored + " dB, concealed " + concealed + " dB";
        System.out.println(from + " to " + to + ", seed " + SEED + ": " + figures);
        assertTrue(restored > concealed + 2, figures);
    }

    private static Sent send(OpusCodecs codecs) {
        OpusEncoderSettings settings =
                new OpusEncoderSettings(RATE_HZ, 1, 24_000, 5, Application.VOICE, true, 0, false);
        short[] voice = TestSound.voice(RATE_HZ, 1, FRAMES / 50.0, SEED);
        Sent sent = new Sent(new ArrayList<>(), new boolean[FRAMES]);
        RedundancySteering steering = new RedundancySteering();
        Random network = new Random(SEED);
        UnsafeBuffer pcm = TestSound.offHeap(2 * FRAME);
        UnsafeBuffer out = TestSound.offHeap(1_275);
        int lostSinceReport = 0;
        try (OpusEncoder encoder = codecs.encoder(settings)) {
            for (int i = 0; i < FRAMES; i++) {
                TestSound.write(voice, i * FRAME, FRAME, pcm, 0);
                byte[] packet = new byte[encoder.encode(pcm, 0, FRAME, out, 0, 1_275)];
                out.getBytes(0, packet);
                sent.packets.add(packet);
                sent.lost[i] = network.nextInt(10) == 0;
                lostSinceReport += sent.lost[i] ? 1 : 0;
                if (i % REPORT_FRAMES == REPORT_FRAMES - 1) {
                    int fractionLost = lostSinceReport * 256 / REPORT_FRAMES;
                    if (steering.onReport(fractionLost, i * 20_000_000L)) {
                        encoder.expectedLoss(steering.expectedLossPercent());
                    }
                    lostSinceReport = 0;
                }
            }
        }
        return sent;
    }

    private static short[] receive(OpusCodecs codecs, Sent sent, boolean[] lost, boolean fec) {
        UnsafeBuffer out = TestSound.offHeap(2 * FRAMES * FRAME);
        try (OpusDecoder decoder = codecs.decoder(RATE_HZ, 1)) {
            for (int i = 0; i < FRAMES; i++) {
                boolean restore = fec && lost[i] && i + 1 < FRAMES && !lost[i + 1];
                UnsafeBuffer packet = TestSound.offHeap(sent.packets.get(restore ? i + 1 : i));
                int length = packet.capacity();
                int at = 2 * i * FRAME;
                int got =
                        restore
                                ? decoder.restore(packet, 0, length, out, at, FRAME)
                                : lost[i]
                                        ? decoder.conceal(FRAME, out, at)
                                        : decoder.decode(packet, 0, length, out, at, FRAME);
                assertEquals(FRAME, got, "frame " + i);
            }
        }
        return TestSound.read(out, 0, FRAMES * FRAME);
    }

    /** Of lost frames whose next one came, once steering had its say. */
    private static double lostFramesSnr(short[] truth, short[] heard, boolean[] lost) {
        double signal = 1;
        double error = 1;
        for (int frame = STEERED_FROM; frame + 1 < FRAMES; frame++) {
            for (int i = frame * FRAME;
                    lost[frame] && !lost[frame + 1] && i < (frame + 1) * FRAME;
                    i++) {
                double difference = heard[i] - truth[i];
                signal += (double) truth[i] * truth[i];
                error += difference * difference;
            }
        }
        return 10 * Math.log10(signal / error);
    }
}
