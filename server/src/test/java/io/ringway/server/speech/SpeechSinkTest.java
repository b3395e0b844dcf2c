package io.ringway.server.speech;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.recording.OpusFileReader;
import io.ringway.proto.AudioFormat;
import io.ringway.proto.AudioSegment;
import io.ringway.proto.ServiceMessage;
import io.ringway.proto.StreamHello;
import io.ringway.proto.StreamMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class SpeechSinkTest {

    @TempDir private Path dir;
    private SpeechSink sink;

    @BeforeEach
    void startSink() throws Exception {
        sink = start(dir.resolve("out"));
    }

    @AfterEach
    void closeSink() {
        sink.close();
    }

    /** One with room for two sessions of two legs and three files. */
    private static SpeechSink start(Path folder) throws IOException {
        return SpeechSink.start(
                new SpeechSinkSettings("127.0.0.1", 0, folder, 2, 2, 3, 10_000, 1 << 20));
    }

    private byte[] pcm(String file) throws Exception {
        return WavFileTest.read(dir.resolve("out").resolve(file), 8_000, 1);
    }

    private Set<String> files() throws IOException {
        try (Stream<Path> all = Files.list(dir.resolve("out"))) {
            return all.map(path -> path.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    @Test
    void shouldWriteAFileForEachSessionAndLeg() throws Exception {
        try (SinkClient client = SinkClient.connect(sink.port())) {
            client.send(hello());
            client.start("a");
            client.send(SinkClient.segment("a", new byte[] {1, 2, 3, 4}));
            client.send(SinkClient.segment("b", new byte[] {9, 9}));
            client.send(SinkClient.segment("a", new byte[] {7, 8}).setLeg(1));
            client.send(SinkClient.segment("a", new byte[] {5, 6}).setDroppedSamples(2));
            client.end("a");
            client.end("b");
            client.finish();
        }
        assertEquals(Set.of("a-0.wav", "a-1.wav", "b-0.wav"), files());
        assertArrayEquals(new byte[] {1, 2, 3, 4, 0, 0, 0, 0, 5, 6}, pcm("a-0.wav"));
        assertArrayEquals(new byte[] {7, 8}, pcm("a-1.wav"));
        assertArrayEquals(new byte[] {9, 9}, pcm("b-0.wav"));
    }

    private static StreamMessage hello() {
        StreamHello.Builder hello = StreamHello.newBuilder().setNodeId("evil\nnode");
        return StreamMessage.newBuilder().setHello(hello).build();
    }

    @Test
    void shouldFillEmptySegmentsWithSilence() throws Exception {
        try (SinkClient client = SinkClient.connect(sink.port())) {
            client.send(SinkClient.segment("a", new byte[] {1, 2}));
            client.send(SinkClient.segment("a").setSampleCount(3));
            client.send(SinkClient.segment("a", new byte[] {3, 4}));
            client.end("a");
            client.finish();
        }
        assertArrayEquals(new byte[] {1, 2, 0, 0, 0, 0, 0, 0, 3, 4}, pcm("a-0.wav"));
    }

    @Test
    void shouldBeginAnotherFileWhenTheFormatChanges() throws Exception {
        try (SinkClient client = SinkClient.connect(sink.port())) {
            client.send(SinkClient.segment("a", new byte[] {1, 2}));
            client.send(SinkClient.segment("a", new byte[] {3, 4}).setSampleRateHz(16_000));
            client.end("a");
            client.finish();
        }
        assertArrayEquals(new byte[] {1, 2}, pcm("a-0.wav"));
        Path second = dir.resolve("out").resolve("a-0-2.wav");
        assertArrayEquals(new byte[] {3, 4}, WavFileTest.read(second, 16_000, 1));
    }

    @Test
    void shouldWriteOpusAsItCameWithGapsAsLongAsTheyWere() throws Exception {
        try (SinkClient client = SinkClient.connect(sink.port())) {
            for (int i = 0; i < 10; i++) {
                client.send(opus(new byte[] {0x48, (byte) i, 1}, 960).setDroppedSamples(120L * i));
            }
            client.send(opus(new byte[0], 4_800));
            client.send(opus(new byte[] {0x48, 10, 1}, 960));
            client.end("a");
            client.finish();
        }
        assertEquals(Set.of("a-0.ogg"), files());
        int packets = 0;
        long samples48k = 0;
        try (OpusFileReader reader = OpusFileReader.open(dir.resolve("out").resolve("a-0.ogg"))) {
            while (reader.next()) {
                samples48k += reader.samples48k();
                if (reader.packet().length == 3) {
                    assertEquals(packets++, reader.packet()[1]);
                }
            }
        }
        assertEquals(11, packets);
        assertEquals(11 * 960 + 45 * 120 + 4_800, samples48k);
    }

    private static AudioSegment.Builder opus(byte[] packet, int samples) {
        return SinkClient.segment("a", packet)
                .setFormat(AudioFormat.OPUS)
                .setSampleRateHz(48_000)
                .setSampleCount(samples);
    }

    @Test
    void shouldGoOnInTheSameFileWhenTheStreamComesBack() throws Exception {
        try (SinkClient client = SinkClient.connect(sink.port())) {
            client.start("a");
            client.send(SinkClient.segment("a", new byte[] {1, 2}));
            client.finish();
        }
        assertArrayEquals(new byte[] {1, 2}, pcm("a-0.wav"));
        try (SinkClient client = SinkClient.connect(sink.port())) {
            client.start("a");
            client.send(SinkClient.segment("a", new byte[] {3, 4}).setDroppedSamples(1));
            client.end("a");
            client.finish();
        }
        assertArrayEquals(new byte[] {1, 2, 0, 0, 3, 4}, pcm("a-0.wav"));
        assertEquals(Set.of("a-0.wav"), files());
    }

    @Test
    void shouldKeepEveryFileInItsFolder() throws Exception {
        try (SinkClient client = SinkClient.connect(sink.port())) {
            client.send(SinkClient.segment("../../evil", new byte[] {1, 2}));
            client.send(SinkClient.segment("..", new byte[] {1, 2}));
            client.finish();
        }
        assertEquals(Set.of("%2E.%2F..%2Fevil-0.wav", "%2E.-0.wav"), files());
    }

    @Test
    void shouldRefuseWhatIsWrongAndGoOn() throws Exception {
        try (SinkClient client = SinkClient.connect(sink.port())) {
            client.send(SinkClient.segment("", new byte[2]));
            assertEquals("", refused(client));
            client.send(SinkClient.segment("a\nb", new byte[2]));
            assertEquals("a\nb", refused(client));
            client.send(SinkClient.segment("x".repeat(100_000), new byte[2]));
            assertEquals("x".repeat(64), refused(client));
            client.send(SinkClient.segment("r", new byte[2]).setSampleRateHz(-1));
            assertEquals("r", refused(client));
            client.send(SinkClient.segment("c", new byte[2]).setChannels(Integer.MAX_VALUE));
            assertEquals("c", refused(client));
            client.send(SinkClient.segment("d", new byte[2]).setDroppedSamples(Long.MAX_VALUE));
            assertEquals("d", refused(client));
            client.send(SinkClient.segment("f", new byte[2]).setFormatValue(99));
            assertEquals("f", refused(client));
            client.send(SinkClient.segment("f", new byte[2]).setFormatValue(99));
            client.send(SinkClient.segment("good", new byte[] {1, 2}));
            client.end("good");
            client.finish();
            assertEquals(0, client.unreadAnswers());
        }
        assertArrayEquals(new byte[] {1, 2}, pcm("good-0.wav"));
    }

    private static String refused(SinkClient client) throws InterruptedException {
        ServiceMessage answer = client.answer();
        assertTrue(answer.hasRefused(), answer::toString);
        assertFalse(answer.getRefused().getReason().isEmpty());
        return answer.getRefused().getSessionId();
    }

    @Test
    void shouldSurviveAGapLongerThanAFile() throws Exception {
        try (SinkClient client = SinkClient.connect(sink.port())) {
            client.send(SinkClient.segment("a", new byte[] {1, 2}));
            client.send(SinkClient.segment("a", new byte[] {3, 4}).setDroppedSamples(1L << 33));
            client.send(SinkClient.segment("a", new byte[] {5, 6}));
            client.end("a");
            client.finish();
        }
        assertArrayEquals(new byte[] {1, 2}, pcm("a-0.wav"));
    }

    @Test
    void shouldKeepItsLimits() throws Exception {
        try (SinkClient client = SinkClient.connect(sink.port())) {
            for (int leg = 0; leg < 2; leg++) {
                client.send(SinkClient.segment("a", new byte[] {1, 2}).setLeg(leg));
                client.send(SinkClient.segment("b", new byte[] {1, 2}).setLeg(leg));
            }
            client.send(SinkClient.segment("a", new byte[] {1, 2}).setLeg(2));
            assertEquals("a", refused(client));
            client.start("c");
            assertEquals("c", refused(client));
            client.end("a");
            client.send(SinkClient.segment("d", new byte[] {1, 2}));
            client.finish();
            assertEquals(0, client.unreadAnswers());
        }
        assertEquals(Set.of("a-0.wav", "a-1.wav", "b-0.wav", "d-0.wav"), files());
    }

    @Test
    void shouldTellLevels() throws Exception {
        BlockingQueue<LevelSnapshot> told = new LinkedBlockingQueue<>();
        byte[] tone = LevelMeterTest.sine(0.5, 8_000, 800).array();
        try (SinkClient client = SinkClient.connect(sink.port());
                var subscription = sink.subscribe(told::add)) {
            assertNotNull(subscription);
            client.send(SinkClient.segment("a", tone).setDroppedSamples(80));
            LevelSnapshot level = told.poll(20, TimeUnit.SECONDS);
            assertNotNull(level);
            assertEquals(List.of(level), sink.levels());
            assertEquals("a", level.sessionId());
            assertEquals(-9.03, level.rmsDbfs(), 0.5);
            assertEquals(-6.02, level.peakDbfs(), 0.1);
            assertEquals(110, level.audioMs());
            assertEquals(10, level.droppedMs());
            client.end("a");
            client.finish();
        }
        assertEquals(List.of(), sink.levels());
    }

    @Test
    void shouldFinishFilesWhenItCloses() throws Exception {
        BlockingQueue<LevelSnapshot> told = new LinkedBlockingQueue<>();
        byte[] tone = LevelMeterTest.sine(0.5, 8_000, 800).array();
        try (SinkClient client = SinkClient.connect(sink.port())) {
            sink.subscribe(told::add);
            client.send(SinkClient.segment("a", tone));
            assertNotNull(told.poll(20, TimeUnit.SECONDS));
            sink.close();
        }
        assertArrayEquals(tone, pcm("a-0.wav"));
    }

    @Test
    void shouldSayWhatToDoAboutAFolderThatCannotBeWritten() throws Exception {
        Path file = Files.writeString(dir.resolve("file"), "");
        IOException e = assertThrows(IOException.class, () -> start(file.resolve("out")));
        assertTrue(String.valueOf(e.getMessage()).contains("RINGWAY_SINK_DIR"), e::toString);
        assertFalse(String.valueOf(e.getMessage()).contains("\n"));
    }

    @Test
    void shouldSayWhatToDoAboutAPortInUse() {
        var settings = SpeechSinkSettings.of("127.0.0.1", sink.port(), null);
        IOException e = assertThrows(IOException.class, () -> SpeechSink.start(settings));
        assertTrue(String.valueOf(e.getMessage()).contains("choose another port"), e::toString);
    }
}
