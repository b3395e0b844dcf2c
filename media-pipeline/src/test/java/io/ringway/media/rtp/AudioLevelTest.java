package io.ringway.media.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class AudioLevelTest {

    private static final String FIXED = "6f7ffffffffffedeadbeef";

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 48_000})
    void shouldMeasureSinesWithinOneDecibel(int rateHz) {
        for (double peakDb = 0; peakDb >= -80; peakDb -= 0.5) {
            double amplitude = 32_767 * Math.pow(10, peakDb / 20);
            short[] pcm = new short[rateHz / 50];
            for (int i = 0; i < pcm.length; i++) {
                double value = amplitude * Math.sin(2 * Math.PI * 440 * i / rateHz);
                pcm[i] = (short) Math.round(value);
            }
            // A sine has half the power of the square wave of the same peak.
            double expected = -peakDb + 3.01;
            assertEquals(expected, AudioLevel.ofPcm(pcm, 0, pcm.length), 1, peakDb + " dB");
        }
    }

    @Test
    void shouldTakeASquareWaveOfFullScaleForTheOverloadPoint() {
        short[] pcm = new short[960];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = i / 48 % 2 == 0 ? Short.MAX_VALUE : -Short.MAX_VALUE;
        }
        assertEquals(0, AudioLevel.ofPcm(pcm, 0, pcm.length));
        Arrays.fill(pcm, Short.MIN_VALUE);
        assertEquals(0, AudioLevel.ofPcm(pcm, 0, pcm.length));
    }

    /** RFC 6464 §3: digital silence is 127 whatever the format's range. */
    @Test
    void shouldCallOnlySilenceSilent() {
        short[] pcm = new short[5_760];
        assertEquals(127, AudioLevel.ofPcm(pcm, 0, pcm.length));
        assertEquals(127, AudioLevel.ofPcm(pcm, 0, 0));
        Arrays.fill(pcm, (short) 1);
        assertEquals(90, AudioLevel.ofPcm(pcm, 0, pcm.length));
    }

    @Test
    void shouldMeasureOnlyTheSamplesAskedFor() {
        short[] pcm = new short[300];
        Arrays.fill(pcm, 0, 100, Short.MAX_VALUE);
        Arrays.fill(pcm, 100, 200, (short) 3_277);
        assertEquals(20, AudioLevel.ofPcm(pcm, 100, 100));
        assertEquals(127, AudioLevel.ofPcm(pcm, 200, 100));
    }

    @ParameterizedTest
    @CsvSource({
        // one-byte form, alone and behind a MID; two-byte form as in RFC 6464 figure 2
        "bede0001 10850000, 5, true",
        "bede0002 2061107f 00000000, 127, false",
        "10000001 01018000, 0, true",
        "10000001 01010000, 0, false"
    })
    void shouldReadWhatAPacketSays(String extension, int level, boolean voice) {
        int element = read("90" + FIXED + extension.replace(" ", ""));
        assertEquals(level, AudioLevel.levelOf(element));
        assertEquals(voice, AudioLevel.hasVoice(element));
    }

    @ParameterizedTest
    @CsvSource({
        "80",
        "90 bede0001 20850000",
        // an empty element of the two-byte form, and an extension of another kind
        "90 10000001 01000000",
        "90 cafe0001 10850000"
    })
    void shouldSayWhenThereIsNone(String packet) {
        String extension = packet.substring(2).replace(" ", "");
        assertEquals(AudioLevel.ABSENT, read(packet.substring(0, 2) + FIXED + extension));
    }

    @Test
    void shouldKeepLevelAndVoiceApart() {
        for (int level = 0; level <= 127; level++) {
            assertEquals(level, AudioLevel.levelOf(AudioLevel.elementOf(level, true)));
            assertTrue(AudioLevel.hasVoice(AudioLevel.elementOf(level, true)));
            assertFalse(AudioLevel.hasVoice(AudioLevel.elementOf(level, false)));
        }
        assertThrows(IllegalArgumentException.class, () -> AudioLevel.elementOf(128, false));
        assertThrows(IllegalArgumentException.class, () -> AudioLevel.elementOf(-1, false));
    }

    private static int read(String packet) {
        UnsafeBuffer bytes = new UnsafeBuffer(HexFormat.of().parseHex(packet));
        RtpHeader header = new RtpHeader();
        assertEquals(0, header.wrap(bytes, 0, bytes.capacity()));
        return AudioLevel.read(header, 1);
    }
}
