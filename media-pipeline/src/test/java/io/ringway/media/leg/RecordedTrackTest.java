package io.ringway.media.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.codec.AudioCodecs;
import io.ringway.media.codec.AudioEncoder;
import io.ringway.media.codec.AudioSource;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.counters.Counters;
import io.ringway.media.file.SoundFile;
import io.ringway.media.file.SoundLimits;
import io.ringway.media.recording.Recorder;
import io.ringway.media.recording.Recording;
import io.ringway.media.recording.RecordingSettings;
import io.ringway.media.rtp.MediaPacket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
final class RecordedTrackTest {

    private static final int PACKETS = 100;
    private static final int FRAME_MS = 20;
    private static final int CLOCK_HZ = 8_000;
    private static final int TONE_HZ = 400;
    private static final double AMPLITUDE = 8_000;

    /** The first tenth of a second is left to the codecs to begin with. */
    private static final int SKIPPED = CLOCK_HZ / 10;

    @TempDir private Path dir;
    private final Counters counters = new Counters();
    private final OpusCodecs codecs = OpusCodecs.of(OpusCodecs.Provider.AUTO);

    @ParameterizedTest
    @EnumSource(
            value = Codec.class,
            names = {"PCMU", "PCMA", "G722"})
    void shouldRecordOtherCodecsAsOpusOfTheSameLength(Codec codec) throws Exception {
        Path file;
        try (Recorder recorder = Recorder.open(dir, RecordingSettings.defaults(), counters)) {
            Recording recording = recorder.start("phone", 1, 1_772_323_200_000_000_000L);
            offerTone(codec, recording);
            recording.finish().toCompletableFuture().get(10, TimeUnit.SECONDS);
            assertEquals(PACKETS, recording.packetsWritten());
            assertEquals(0, recording.packetsDropped());
            file = dir.resolve(recording.path());
        }
        short[] heard = new short[PACKETS * CLOCK_HZ / 1_000 * FRAME_MS];
        AudioSource source = SoundFile.load(file, SoundLimits.DEFAULTS).source(CLOCK_HZ, 1, false);
        assertTrue(source.read(heard, heard.length, 0));
        assertEquals(TONE_HZ, pitchHz(heard), 4);
        assertEquals(AMPLITUDE / Math.sqrt(2), rms(heard), AMPLITUDE / 10);
    }

    private void offerTone(Codec codec, Recording recording) {
        MediaPacket packet = new MediaPacket();
        UnsafeBuffer payload = new UnsafeBuffer(ByteBuffer.allocateDirect(1_500));
        UnsafeBuffer pcm = new UnsafeBuffer(ByteBuffer.allocateDirect(1_500));
        int ticks = CLOCK_HZ / 1_000 * FRAME_MS;
        try (RecordedTrack track = new RecordedTrack(recording, codecs, counters.newBlock("t"));
                AudioEncoder encoder =
                        new AudioCodecs(codecs).encoder(AudioCodecs.Kind.of(codec), CLOCK_HZ, 1)) {
            for (int n = 0; n < PACKETS; n++) {
                for (int i = 0; i < ticks; i++) {
                    double phase = 2 * Math.PI * TONE_HZ * (n * ticks + i) / CLOCK_HZ;
                    short sample = (short) (AMPLITUDE * Math.sin(phase));
                    pcm.putShort(2 * i, sample, ByteOrder.LITTLE_ENDIAN);
                }
                int bytes = encoder.encode(pcm, 0, ticks, payload, 0, payload.capacity());
                packet.payload(payload, 0, bytes).position(n, 1_000 + (long) n * ticks);
                track.onSpeech(packet, codec, CLOCK_HZ);
            }
        }
    }

    private static double pitchHz(short[] pcm) {
        int crossings = 0;
        for (int i = SKIPPED; i < pcm.length; i++) {
            crossings += pcm[i - 1] < 0 != pcm[i] < 0 ? 1 : 0;
        }
        return crossings / 2.0 * CLOCK_HZ / (pcm.length - SKIPPED);
    }

    private static double rms(short[] pcm) {
        double power = 0;
        for (int i = SKIPPED; i < pcm.length; i++) {
            power += (double) pcm[i] * pcm[i];
        }
        return Math.sqrt(power / (pcm.length - SKIPPED));
    }
}
