package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InbandFecTest {

    @ParameterizedTest
    @CsvSource({"10, 1", "20, 1", "40, 1", "60, 1", "20, 2", "60, 2"})
    void shouldSeeRedundancyWhereTheEncoderPutIt(int frameMs, int channels) {
        OpusStream with = stream(frameMs, channels, true);
        OpusStream without = stream(frameMs, channels, false);
        int present = 0;
        for (int i = 1; i < with.packets().size(); i++) {
            byte[] packet = with.packets().get(i);
            present += InbandFec.present(new UnsafeBuffer(packet), 0, packet.length) ? 1 : 0;
        }
        for (byte[] packet : without.packets()) {
            assertFalse(InbandFec.present(new UnsafeBuffer(packet), 0, packet.length));
        }
        assertTrue(present > with.packets().size() / 2, present + " of " + with.packets().size());
    }

    @Test
    void shouldRestoreALostFrameBetterThanConcealmentDoes() {
        OpusStream stream = stream(20, 1, true);
        OpusCodecs codecs = OpusCodecsTest.codecs(OpusCodecs.Provider.LIBOPUS);
        UnsafeBuffer truth = TestSound.offHeap(640);
        UnsafeBuffer restored = TestSound.offHeap(640);
        UnsafeBuffer concealed = TestSound.offHeap(640);
        double restoredError = 0;
        double concealedError = 0;
        for (int lost = 20; lost < 60; lost += 5) {
            playUpTo(codecs, stream, lost, truth, 0);
            playUpTo(codecs, stream, lost, restored, 1);
            playUpTo(codecs, stream, lost, concealed, 2);
            restoredError += error(truth, restored);
            concealedError += error(truth, concealed);
        }
        assertTrue(restoredError < 0.5 * concealedError, restoredError + " " + concealedError);
    }

    /** Every way of framing, with the first frame's first byte set to "FEC present" or not. */
    @ParameterizedTest
    @CsvSource({
        "0840, true",
        "0880, false",
        "08, false",
        "094040, true",
        "098080, false",
        "0A014080, true",
        "0A008080, false",
        "0A0180, false",
        "0B014080, true",
        "0B024040, true",
        "0B0180, false",
        "0B41024000, false",
        "0B4102400000, true",
        "0B4102800000, false",
        "0B82014080, true",
        "0B82008080, false",
        "0B8201, false",
        "8040, false"
    })
    void shouldFindTheFirstFrameInEveryFraming(String hex, boolean expected) {
        byte[] packet = HexFormat.of().parseHex(hex);
        UnsafeBuffer buffer = new UnsafeBuffer(packet);
        if (OpusPacket.samples48k(buffer, 0, packet.length) > 0) {
            assertEquals(expected, InbandFec.present(buffer, 0, packet.length), hex);
        } else {
            assertFalse(expected, hex + " is malformed");
        }
    }

    private static OpusStream stream(int frameMs, int channels, boolean fec) {
        OpusCodecs codecs = OpusCodecsTest.codecs(OpusCodecs.Provider.LIBOPUS);
        OpusEncoderSettings settings =
                new OpusEncoderSettings(
                        16_000,
                        channels,
                        24_000 * channels,
                        5,
                        OpusEncoderSettings.Application.VOICE,
                        fec,
                        fec ? 30 : 0,
                        false);
        return OpusStream.encode(
                codecs, settings, TestSound.voice(16_000, channels, 2, 6), frameMs);
    }

    private static void playUpTo(
            OpusCodecs codecs, OpusStream stream, int lost, UnsafeBuffer out, int how) {
        try (OpusDecoder decoder = codecs.decoder(16_000, 1)) {
            for (int i = 0; i < lost; i++) {
                decode(decoder, stream.packets().get(i), false, out);
            }
            switch (how) {
                case 0 -> decode(decoder, stream.packets().get(lost), false, out);
                case 1 -> decode(decoder, stream.packets().get(lost + 1), true, out);
                default -> assertEquals(320, decoder.conceal(320, out, 0));
            }
        }
    }

    private static void decode(OpusDecoder decoder, byte[] packet, boolean fec, UnsafeBuffer out) {
        UnsafeBuffer in = TestSound.offHeap(packet);
        assertEquals(320, decoder.decode(in, 0, packet.length, fec, out, 0, 320));
    }

    private static double error(UnsafeBuffer a, UnsafeBuffer b) {
        short[] x = TestSound.read(a, 0, 320);
        short[] y = TestSound.read(b, 0, 320);
        double sum = 0;
        for (int i = 0; i < 320; i++) {
            double difference = x[i] - y[i];
            sum += difference * difference;
        }
        return sum;
    }
}
