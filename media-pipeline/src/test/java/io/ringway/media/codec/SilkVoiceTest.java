package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class SilkVoiceTest {

    /** Table-of-contents bytes: SILK wideband of 10, 20, 40 and 60 ms, hybrid of 20 ms. */
    @ParameterizedTest
    @CsvSource({
        "40, 7f, 0", "40, 80, 1", "48, 7f, 0", "48, 80, 1", "50, 3f, 0", "50, 40, 1", "58, 1f, 0",
        "58, 20, 1", "4c, 57, 0", "4c, 20, 1", "5c, 11, 0", "5c, 02, 1", "5c, 10, 0", "78, 80, 1",
        "78, 7f, 0", "f8, 80, -1",
    })
    void shouldReadOneBitForTwentyMillisecondsAndChannel(String toc, String frame, int voice) {
        assertEquals(voice, of(hex(toc), hex(frame), 0, 0));
    }

    /** Of 20 ms each: two alike, two of which the first is 1 byte, three of one length, padded. */
    @ParameterizedTest
    @CsvSource({
        "49 00 80, 1",
        "49 00 00, 0",
        "4a 01 00 80, 1",
        "4a 01 80 00, 1",
        "4a 00 00, 0",
        "4b 03 00 00 80, 1",
        "4b 03 00 00 00, 0",
        "4b 43 01 00 00 00 80, 0",
        "4b 83 01 00 00 80, 1",
        "4b 83 01 01 00 00 00, 0",
        "48, -1",
        "4b 03, -1",
    })
    void shouldReadEveryFrameOfAPacket(String bytes, int voice) {
        String[] words = bytes.split(" ");
        byte[] packet = new byte[words.length];
        for (int i = 0; i < words.length; i++) {
            packet[i] = (byte) hex(words[i]);
        }
        assertTrue(samples(packet) > 0, "well-formed");
        assertEquals(voice, SilkVoice.of(new UnsafeBuffer(packet), 0, packet.length));
    }

    @Test
    void shouldFindVoiceWhereTheEncoderDidAndNoneInSilence() {
        short[] pcm = TestSound.voice(16_000, 1, 4, 3);
        for (int i = pcm.length / 2; i < pcm.length; i++) {
            pcm[i] = (short) (i % 2);
        }
        OpusEncoderSettings settings =
                new OpusEncoderSettings(
                        16_000,
                        1,
                        20_000,
                        5,
                        OpusEncoderSettings.Application.VOICE,
                        false,
                        0,
                        false);
        OpusStream stream =
                OpusStream.encode(OpusCodecs.of(OpusCodecs.Provider.AUTO), settings, pcm, 20);
        int voiced = 0;
        for (int i = 0; i < 100; i++) {
            voiced += voice(stream, i) == SilkVoice.VOICE ? 1 : 0;
        }
        assertTrue(voiced >= 60, voiced + " of 100 packets of a voice");
        for (int i = 110; i < stream.packets().size(); i++) {
            assertEquals(SilkVoice.SILENT, voice(stream, i), "packet " + i);
        }
    }

    /** What was found well-formed is read within its bounds, whatever else it is. */
    @Test
    void shouldReadNothingOutsideAPacket() {
        Random random = new Random(6);
        int wellFormed = 0;
        for (int i = 0; i < 300_000; i++) {
            byte[] packet = new byte[1 + random.nextInt(12)];
            random.nextBytes(packet);
            packet[0] = (byte) (random.nextInt(16) << 3 | random.nextInt(8));
            if (samples(packet) > 0) {
                wellFormed++;
                SilkVoice.of(new UnsafeBuffer(packet), 0, packet.length);
            }
        }
        assertTrue(wellFormed > 10_000);
    }

    private static int voice(OpusStream stream, int index) {
        byte[] packet = stream.packets().get(index);
        return SilkVoice.of(new UnsafeBuffer(packet), 0, packet.length);
    }

    private static int samples(byte[] packet) {
        return OpusPacket.samples48k(new UnsafeBuffer(packet), 0, packet.length);
    }

    private static int of(int... bytes) {
        byte[] packet = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            packet[i] = (byte) bytes[i];
        }
        return SilkVoice.of(new UnsafeBuffer(packet), 0, packet.length);
    }

    private static int hex(String word) {
        return Integer.parseInt(word, 16);
    }
}
