package io.ringway.media.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.ringway.media.codec.OpusPacket;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@Timeout(60)
class RecorderTest {

    private static final long NOW = 1_772_323_200_000_000_000L;
    private static final RecordingSettings SMALL =
            new RecordingSettings(1, 50, 1 << 20, 500, 1_000);

    @TempDir private Path dir;
    private final Counters counters = new Counters();

    @Test
    void shouldRecordManyCallsFromManyShards() throws Exception {
        List<byte[]> packets = SpeechPackets.make(1, 24_000, 960, 200);
        RecordingSettings settings = new RecordingSettings(2, 2_000, 1 << 22, 500, 600_000);
        List<Recording> recordings = new ArrayList<>();
        try (Recorder recorder = Recorder.open(dir, settings, counters)) {
            List<Thread> shards = new ArrayList<>();
            for (int shard = 0; shard < 4; shard++) {
                Recording one = recorder.start("call-" + shard, 1, NOW);
                recordings.add(one);
                shards.add(Thread.ofPlatform().start(() -> offerAll(one, packets, 0)));
            }
            for (Thread shard : shards) {
                shard.join();
            }
            for (Recording recording : recordings) {
                finish(recording);
            }
            assertEquals(0, recorder.active());
        }
        for (Recording recording : recordings) {
            assertEquals(200, recording.packetsWritten());
            assertEquals(0, recording.packetsDropped());
            Path file = dir.resolve(recording.path());
            assertEquals(200 * 960, OggReader.read(Files.readAllBytes(file)).lastGranule());
            OggTools.assertValid(file);
        }
        assertEquals(800, counters.total(Counter.RECORDED_PACKETS));
    }

    @Test
    void shouldNameFilesByTheNanosecondAndNeverTwice() throws Exception {
        try (Recorder recorder = Recorder.open(dir, SMALL, counters)) {
            Recording first = recorder.start("a", 1, NOW);
            Recording second = recorder.start("b", 1, NOW);
            assertEquals(Path.of(NOW + "", "user_audio.ogg"), first.path());
            assertNotEquals(first.path(), second.path());
        }
        try (var left = Files.list(dir)) {
            assertEquals(0, left.count(), "a recording without packets leaves no file");
        }
    }

    @Test
    void shouldRefuseWhatADiskThatStandsStillLeavesNoRoomFor() throws Exception {
        List<byte[]> packets = SpeechPackets.make(1, 24_000, 960, 80);
        CountDownLatch stall = new CountDownLatch(1);
        Path path = dir.resolve("stalled.ogg");
        Recorder recorder =
                Recorder.open(
                        dir,
                        SMALL,
                        counters,
                        file -> {
                            await(stall);
                            return open(path, StandardOpenOption.CREATE_NEW);
                        });
        try (recorder) {
            Recording recording = recorder.start("stalled", 1, NOW);
            assertEquals(50, offerAll(recording, packets, 0));
            assertEquals(30, counters.total(Counter.DROP_RECORDING_QUEUE));
            stall.countDown();
            finish(recording);
            assertEquals(50, recording.packetsWritten());
            assertEquals(30, recording.packetsDropped());
        }
        assertEquals(52, OggReader.read(Files.readAllBytes(path)).packets.size());
    }

    @Test
    void shouldRefuseWhatTheSharedRingHasNoRoomFor() throws Exception {
        CountDownLatch stall = new CountDownLatch(1);
        RecordingSettings settings = new RecordingSettings(1, 100_000, 1 << 16, 500, 1_000);
        Recorder recorder =
                Recorder.open(
                        dir,
                        settings,
                        counters,
                        file -> {
                            await(stall);
                            throw new IOException("no disk");
                        });
        try (recorder) {
            Recording recording = recorder.start("stalled", 1, NOW);
            UnsafeBuffer packet = new UnsafeBuffer(new byte[1_000]);
            packet.putByte(0, (byte) 0xFC);
            int accepted = 0;
            while (recording.offer(packet, 0, 1_000, accepted * 960L, 960)) {
                accepted++;
            }
            assertTrue(accepted > 40 && accepted < 66, "accepted " + accepted);
            assertEquals(1, counters.total(Counter.DROP_RECORDING_QUEUE));
            stall.countDown();
        }
    }

    @Test
    void shouldGiveUpOneRecordingWhenTheDiskIsFullAndSaySoOnce() throws Exception {
        assumeTrue(Files.isWritable(Path.of("/dev/full")), "SKIPPED: no /dev/full here");
        List<byte[]> packets = SpeechPackets.make(1, 24_000, 960, 100);
        ListAppender<ILoggingEvent> log = listen();
        Path good = dir.resolve("good.ogg");
        Recorder recorder =
                Recorder.open(
                        dir,
                        RecordingSettings.defaults(),
                        counters,
                        file ->
                                file.toString().contains(NOW + "")
                                        ? open(Path.of("/dev/full"))
                                        : open(good, StandardOpenOption.CREATE_NEW));
        try (recorder) {
            Recording full = recorder.start("full", 1, NOW);
            Recording other = recorder.start("other", 1, NOW);
            assertEquals(100, offerAll(full, packets, 0));
            assertEquals(100, offerAll(other, packets, 0));
            finish(full);
            finish(other);
            assertEquals(100, full.packetsDropped());
            assertEquals(100, other.packetsWritten());
        } finally {
            log.stop();
        }
        assertEquals(100, counters.total(Counter.DROP_RECORDING_FAILED));
        assertEquals(1, log.list.size());
        String line = log.list.getFirst().getFormattedMessage();
        assertTrue(line.contains("call=full") && line.contains("No space left"), line);
        OggTools.assertValid(good);
    }

    @Test
    void shouldRefuseWhatIsNoOpusPacketAndWhatComesAfterTheEnd() throws Exception {
        try (Recorder recorder = Recorder.open(dir, SMALL, counters)) {
            Recording recording = recorder.start("a", 1, NOW);
            UnsafeBuffer packet = new UnsafeBuffer(new byte[8_000]);
            assertFalse(recording.offer(packet, 0, 5, 0, OpusPacket.MALFORMED));
            assertFalse(recording.offer(packet, 0, 0, 0, 960));
            assertFalse(recording.offer(packet, 0, 4_097, 0, 960));
            assertEquals(3, counters.total(Counter.DROP_DECODE_FAILED));
            finish(recording);
            assertFalse(recording.offer(packet, 0, 5, 0, 960));
            assertEquals(1, counters.total(Counter.DROP_LEG_CLOSED));
            finish(recording);
        }
    }

    @Test
    void shouldFinishEveryFileOnClose() throws Exception {
        List<byte[]> packets = SpeechPackets.make(2, 48_000, 960, 40);
        Recorder recorder = Recorder.open(dir, SMALL, counters);
        Recording recording = recorder.start("a", 2, NOW);
        assertEquals(40, offerAll(recording, packets, 123));
        recorder.close();
        assertEquals(0, recorder.active());
        OggTools.assertValid(dir.resolve(recording.path()));
    }

    @Test
    void shouldSayInOneLineThatTheFolderCannotBeWritten() throws Exception {
        Path file = Files.createFile(dir.resolve("not-a-folder"));
        IOException refused =
                assertThrows(
                        IOException.class,
                        () -> Recorder.open(file.resolve("below"), SMALL, counters).close());
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("not-a-folder"), message);
        assertTrue(message.contains("RINGWAY_RECORDING_DIR"), message);
        assertFalse(message.contains("\n"), message);
    }

    private static int offerAll(Recording recording, List<byte[]> packets, long firstRtp) {
        int accepted = 0;
        for (int i = 0; i < packets.size(); i++) {
            UnsafeBuffer packet = new UnsafeBuffer(packets.get(i));
            int length = packet.capacity();
            int samples = OpusPacket.samples48k(packet, 0, length);
            accepted += recording.offer(packet, 0, length, firstRtp + i * 960L, samples) ? 1 : 0;
        }
        return accepted;
    }

    private static void finish(Recording recording) throws Exception {
        recording.finish().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static FileChannel open(Path path, StandardOpenOption... more) throws IOException {
        List<StandardOpenOption> options = new ArrayList<>(List.of(more));
        options.add(StandardOpenOption.WRITE);
        return FileChannel.open(path, options.toArray(StandardOpenOption[]::new));
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static ListAppender<ILoggingEvent> listen() {
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        ((Logger) LoggerFactory.getLogger(RecordingFile.class)).addAppender(appender);
        return appender;
    }
}
