package io.ringway.media.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.codec.OpusPacket;
import io.ringway.media.counters.Counter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class OpusFileTest {

    private static final long FIRST_RTP = 0xFFFF_F000L;

    @TempDir private Path dir;

    @ParameterizedTest(name = "{0} channels, {1} bit/s, {2} samples a packet")
    @CsvSource({
        "1, 16000, 960",
        "1, 32000, 960",
        "2, 64000, 960",
        "1, 24000, 2880",
        "2, 128000, 480",
        "1, 64000, 120"
    })
    void shouldWriteWhatTheReferenceToolsFindFaultless(int channels, int bitrate, int packet48k)
            throws Exception {
        List<byte[]> packets =
                SpeechPackets.make(channels, bitrate, packet48k, 144_000 / packet48k);
        Path path = dir.resolve("whole.ogg");
        RecordingFile file = file(path, channels, 600_000);
        for (int i = 0; i < packets.size(); i++) {
            write(file, packets.get(i), FIRST_RTP + (long) i * packet48k);
        }
        file.finish();
        OggReader reader = OggReader.read(Files.readAllBytes(path));
        assertEquals(packets.size() + 2, reader.packets.size());
        assertEquals(144_000, reader.lastGranule());
        assertTrue(OggTools.assertValid(path).contains("Channels: " + channels));
        OggTools.assertValidForOggz(path);
        assertEquals(144_000 - OpusHead.PRE_SKIP_48K, OggTools.decodedSamples(path, channels));
    }

    @ParameterizedTest(name = "gap of {0} samples")
    @CsvSource({"960", "1920", "120", "4680", "19200", "480000", "28799880"})
    void shouldFillGapsToTheSample(long gap48k) throws Exception {
        List<byte[]> packets = SpeechPackets.make(1, 24_000, 960, 100);
        Path path = dir.resolve("gaps.ogg");
        RecordingFile file = file(path, 1, 600_000);
        for (int i = 0; i < packets.size(); i++) {
            long shift = i < 50 ? 0 : gap48k;
            write(file, packets.get(i), FIRST_RTP + i * 960L + shift);
        }
        file.finish();
        OggReader reader = OggReader.read(Files.readAllBytes(path));
        assertEquals(96_000 + gap48k, reader.lastGranule());
        assertPagesAreShort(reader);
        OggTools.assertValid(path);
        OggTools.assertValidForOggz(path);
    }

    @Test
    void shouldLeaveOutAGapThatIsTooLongAndPacketsThatAreLate() throws Exception {
        List<byte[]> packets = SpeechPackets.make(1, 24_000, 960, 4);
        Path path = dir.resolve("cut.ogg");
        RecordingFile file = file(path, 1, 1_000);
        write(file, packets.get(0), 0);
        write(file, packets.get(1), 960);
        assertEquals(Counter.DROP_RECORDING_LATE.code(), offer(file, packets.get(1), 0));
        write(file, packets.get(2), 10_000_000);
        write(file, packets.get(3), 10_000_960);
        file.finish();
        assertEquals(4 * 960, OggReader.read(Files.readAllBytes(path)).lastGranule());
        OggTools.assertValid(path);
    }

    @Test
    void shouldHaveAtMostASecondOfAudioToLoseAtAnyMoment() throws Exception {
        List<byte[]> packets = SpeechPackets.make(1, 24_000, 960, 300);
        Path path = dir.resolve("killed.ogg");
        RecordingFile file = file(path, 1, 600_000);
        for (int i = 0; i < packets.size(); i++) {
            write(file, packets.get(i), i * 960L);
            // A kill -9 at this moment leaves the file as it is now.
            OggReader reader = OggReader.read(Files.readAllBytes(path));
            long lost48k = (i + 1) * 960L - Math.max(0, reader.lastGranule());
            assertTrue(lost48k <= 48_000, "lost " + lost48k);
        }
        String report = OggTools.assertValidButUnfinished(path);
        assertTrue(report.contains("Playback length: 0m:05"), report);
    }

    @Test
    void shouldWriteAWaitingPageWhenTimePassesWithoutPackets() throws Exception {
        List<byte[]> packets = SpeechPackets.make(1, 24_000, 960, 5);
        Path path = dir.resolve("slow.ogg");
        RecordingFile file = file(path, 1, 600_000);
        for (int i = 0; i < packets.size(); i++) {
            write(file, packets.get(i), i * 960L);
        }
        file.flushIfWaiting(499_999_999);
        assertEquals(0, OggReader.read(Files.readAllBytes(path)).lastGranule());
        file.flushIfWaiting(500_000_000);
        assertEquals(4 * 960, OggReader.read(Files.readAllBytes(path)).lastGranule());
        file.finish();
        assertEquals(5 * 960, OggReader.read(Files.readAllBytes(path)).lastGranule());
        OggTools.assertValid(path);
    }

    private static void assertPagesAreShort(OggReader reader) {
        long before = 0;
        for (OggReader.Page page : reader.pages.subList(2, reader.pages.size())) {
            assertTrue(page.granule() - before <= 48_000, () -> "page of " + page);
            before = page.granule();
        }
    }

    private static RecordingFile file(Path path, int channels, int maxGapMs) {
        RecordingSettings settings = new RecordingSettings(1, 2_000, 1 << 20, 500, maxGapMs);
        return new RecordingFile("test", path, channels, 77, OpusFileTest::create, settings);
    }

    private static FileChannel create(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private static void write(RecordingFile file, byte[] packet, long rtp) {
        assertEquals(packet.length, offer(file, packet, rtp));
    }

    private static int offer(RecordingFile file, byte[] packet, long rtp) {
        UnsafeBuffer buffer = new UnsafeBuffer(packet);
        int samples = OpusPacket.samples48k(buffer, 0, packet.length);
        return file.write(buffer, 0, packet.length, rtp, samples, 0);
    }
}
