package io.ringway.media.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.codec.AudioCodecs;
import io.ringway.media.codec.G711;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import io.ringway.media.file.FileSource;
import io.ringway.media.file.SoundFile;
import io.ringway.media.file.SoundLimits;
import io.ringway.media.recording.Recorder;
import io.ringway.media.recording.Recording;
import io.ringway.media.recording.RecordingSettings;
import io.ringway.media.rtp.MediaPacket;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two parties on one timeline, in virtual time. */
@Timeout(60)
class CallRecordingTest {

    private static final long MS = 1_000_000;
    private static final long START_NS = 77_000 * MS;
    private static final int TICKS = 160;
    private static final int PER_MS = 48;
    private static final int VOICE_MS = 4_000;

    /** 180 ms at 8 kHz. */
    private static final int SYLLABLE = 1_440;

    @TempDir Path folder;
    private final Counters counters = new Counters();
    private final UnsafeBuffer payload = new UnsafeBuffer(new byte[TICKS]);
    private final MediaPacket packet = new MediaPacket();

    /** A second of each party, in different moments and of different beginnings. */
    @Test
    void shouldPlaceBothByWhenTheyArrived() throws Exception {
        short[] file =
                record(
                        4_000,
                        tone(ms -> ms >= 1_000 && ms < 1_500),
                        tone(ms -> ms >= 2_500 && ms < 3_000),
                        0,
                        0);
        int left = onset(file, 0);
        int right = onset(file, 1);
        assertEquals(1_500 * PER_MS, right - left, 24, "between the two");
        assertEquals(1_000 * PER_MS, left, 10 * PER_MS, "from the start");
        assertEquals(4_000 * PER_MS, file.length / 2.0f, 40 * PER_MS, "length");
        assertApart(file, 0, 1_050, 1_450);
        assertApart(file, 1, 2_550, 2_950);
    }

    /** The right clock runs 300 ppm fast: after 58 s its packets come 17.4 ms early. */
    @Test
    void shouldFollowAClockThatDrifts() throws Exception {
        IntToDoubleFunction lastSecond = tone(ms -> ms >= 58_000 && ms < 58_500);
        short[] file = record(60_000, lastSecond, lastSecond, 0, 300);
        int apart = onset(file, 1) - onset(file, 0);
        assertEquals(-17.4 * PER_MS, apart, 4 * PER_MS, "samples apart");
    }

    /** Jitter and packets in the wrong order change nothing; a lost one is silence. */
    @Test
    void shouldPutPacketsInOrder() throws Exception {
        short[] file = record(3_000, tone(ms -> ms >= 1_000 && ms < 2_000), n -> 0, 40, 0);
        assertEquals(1_000 * PER_MS, energetic(file, 0), 20 * PER_MS, "samples of sound");
    }

    /** Both talk at the same time, and each is alone in a channel. */
    @ParameterizedTest
    @ValueSource(ints = {0, 10, 60})
    void shouldKeepTheSpeakersApart(int jitterMs) throws Exception {
        short[] one = voice(21);
        short[] other = voice(22);
        short[] file = record(VOICE_MS, n -> one[n], n -> other[n], jitterMs, 0);
        assertTrue(correlation(one, file, 0) >= 0.95);
        assertTrue(correlation(other, file, 1) >= 0.95);
        assertTrue(correlation(one, file, 1) < 0.1);
        assertTrue(correlation(other, file, 0) < 0.1);
    }

    /** Syllables of gliding pitch, above what Opus filters away; 8 kHz. */
    private static short[] voice(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        short[] voice = new short[VOICE_MS * 8];
        double phase = 0;
        double pitchHz = 0;
        double glide = 0;
        int harmonics = 0;
        for (int n = 0; n < voice.length; n++) {
            int within = n % SYLLABLE;
            if (within == 0) {
                pitchHz = random.nextDouble(110, 240);
                glide = random.nextDouble(-0.4, 0.4);
                harmonics = random.nextInt(4, 12);
            }
            phase += 2 * Math.PI * pitchHz * (1 + glide * within / SYLLABLE) / 8_000;
            double sum = 0;
            for (int k = 3; k < 3 + harmonics; k++) {
                sum += Math.sin(k * phase + k * k) / k;
            }
            voice[n] = (short) (9_000 * sum * Math.sin(Math.PI * within / SYLLABLE));
        }
        return voice;
    }

    /** The most there is of a voice in a channel, wherever it begins within 60 ms. */
    private static double correlation(short[] said, short[] file, int channel) {
        double most = 0;
        for (int lag = -60 * PER_MS; lag <= 60 * PER_MS; lag++) {
            double product = 0;
            double saidPower = 1;
            double heardPower = 1;
            for (int n = 0; n < said.length; n++) {
                int at = 2 * (6 * n + lag) + channel;
                double heard = at >= 0 && at < file.length ? file[at] : 0;
                product += said[n] * heard;
                saidPower += (double) said[n] * said[n];
                heardPower += heard * heard;
            }
            most = Math.max(most, Math.abs(product) / Math.sqrt(saidPower * heardPower));
        }
        return most;
    }

    private static IntToDoubleFunction tone(IntPredicate onAtMs) {
        return n -> onAtMs.test(n / 8) ? 12_000 * Math.sin(2 * Math.PI * 1_000 * n / 8_000) : 0;
    }

    private short[] record(
            int lengthMs,
            IntToDoubleFunction left,
            IntToDoubleFunction right,
            int jitterMs,
            int rightPpm)
            throws Exception {
        String name;
        try (Recorder recorder = Recorder.open(folder, RecordingSettings.defaults(), counters)) {
            Recording file = recorder.startCall("call", 1_700_000_000_000_000_000L);
            CounterBlock block = counters.newBlock("test");
            CallRecording recording =
                    new CallRecording(
                            file,
                            new AudioCodecs(OpusCodecs.of(OpusCodecs.Provider.AUTO)),
                            START_NS,
                            block,
                            block,
                            block);
            name = recording.name();
            for (int ms = 0; ms < lengthMs; ms += 20) {
                int index = ms / 20;
                // Of each pair, the first is late.
                long lateNs = index % 2 == 0 ? jitterMs * MS : 0;
                send(recording.left(), 1, index, left, START_NS + ms * MS + lateNs);
                long driftNs = ms * MS / 1_000_000 * rightPpm;
                send(recording.right(), 2, index, right, START_NS + ms * MS - driftNs);
                assertTrue(recording.work(START_NS + ms * MS));
            }
            recording.finish(START_NS + lengthMs * MS);
            assertFalse(recording.work(START_NS + lengthMs * MS));
            file.finish().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
        assertEquals("1700000000000000000/call.ogg", name);
        return read(folder.resolve(name));
    }

    private void send(VoiceSink to, int ssrc, int index, IntToDoubleFunction said, long arrivalNs) {
        for (int i = 0; i < TICKS; i++) {
            double sample = said.applyAsDouble(index * TICKS + i);
            payload.putByte(i, G711.MU_LAW.encode((short) sample));
        }
        packet.payload(payload, 0, TICKS)
                .position(index & 0xFFFF, (9_000L + (long) index * TICKS) & 0xFFFF_FFFFL)
                .type(0, false)
                .times(arrivalNs, 0)
                .restored(false);
        to.onPacket(ssrc, Codec.PCMU, packet);
    }

    private static short[] read(Path file) throws Exception {
        SoundFile sound = SoundFile.load(file, SoundLimits.DEFAULTS);
        assertEquals(2, sound.channels());
        short[] pcm = new short[(int) (sound.durationMs() / 20) * 2 * 960];
        short[] frame = new short[2 * 960];
        FileSource source = sound.source(48_000, 2, false);
        for (int at = 0; at < pcm.length && source.read(frame, 960, 0); at += frame.length) {
            System.arraycopy(frame, 0, pcm, at, frame.length);
        }
        return pcm;
    }

    /** The first loud sample of a channel. */
    private static int onset(short[] file, int channel) {
        for (int i = 0; 2 * i < file.length; i++) {
            if (Math.abs(file[2 * i + channel]) > 3_000) {
                return i;
            }
        }
        throw new AssertionError("nothing is heard in channel " + channel);
    }

    private static int energetic(short[] file, int channel) {
        int samples = 0;
        for (int from = 0; 2 * (from + PER_MS) <= file.length; from += PER_MS) {
            boolean loud = false;
            for (int i = from; i < from + PER_MS; i++) {
                loud |= Math.abs(file[2 * i + channel]) > 3_000;
            }
            samples += loud ? PER_MS : 0;
        }
        return samples;
    }

    /** While one speaks, the other channel is 30 dB softer or more. */
    private static void assertApart(short[] file, int speaking, int fromMs, int toMs) {
        double said = 0;
        double leaked = 0;
        for (int i = fromMs * PER_MS; i < toMs * PER_MS; i++) {
            said += Math.pow(file[2 * i + speaking], 2);
            leaked += Math.pow(file[2 * i + 1 - speaking], 2);
        }
        assertTrue(leaked < said / 1_000, "dB " + 10 * Math.log10(leaked / said));
    }
}
