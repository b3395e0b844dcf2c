package io.ringway.media.recording;

import static io.ringway.media.recording.OggBytes.packet;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OpusFileReaderTest {

    private static final int SERIAL = 7;
    private static final int LAST = OggPage.LAST;

    @TempDir private Path dir;

    @ParameterizedTest(name = "{0} channels, {1} bit/s, {2} samples a packet")
    @CsvSource({"1, 16000, 960", "2, 64000, 960", "1, 24000, 2880", "2, 510000, 960"})
    void shouldReadWhatWasRecorded(int channels, int bitrate, int packet48k) throws Exception {
        List<byte[]> packets = SpeechPackets.make(channels, bitrate, packet48k, 200);
        Path path = dir.resolve("recorded.ogg");
        OpusFileWriter writer =
                new OpusFileWriter(
                        FileChannel.open(
                                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        SERIAL,
                        24_000);
        writer.begin(channels);
        for (byte[] each : packets) {
            writer.write(new UnsafeBuffer(each), 0, each.length, packet48k, 0);
        }
        writer.finish();

        try (OpusFileReader reader = OpusFileReader.open(path)) {
            assertEquals(channels, reader.channels());
            for (byte[] each : packets) {
                assertTrue(reader.next());
                assertArrayEquals(each, reader.packet());
                assertEquals(packet48k, reader.samples48k());
            }
            assertEquals(false, reader.next());
        }
    }

    @Test
    void shouldJoinPacketsOverPages() throws IOException {
        byte[] comments = Arrays.copyOf(OggBytes.ascii("OpusTags"), 70_000);
        byte[] rest = Arrays.copyOfRange(comments, 65_025, comments.length);
        byte[] file =
                new OggBytes()
                        .page(OggPage.FIRST, SERIAL, 0, OggBytes.head(1, 312))
                        .beginning(SERIAL, comments)
                        .page(OggPage.CONTINUED, SERIAL, 0, rest)
                        .page(LAST, SERIAL, 1_920, packet(1), packet(2))
                        .toBytes();

        assertEquals(List.of(1, 2), marks(file));
    }

    @Test
    void shouldDropPacketWhoseBeginningIsMissing() throws IOException {
        byte[] file =
                new OggBytes()
                        .headers(SERIAL, 1, 0)
                        .page(OggPage.CONTINUED, SERIAL, 960, packet(1), packet(2))
                        .page(LAST, SERIAL, 1_920, packet(3))
                        .toBytes();

        assertEquals(List.of(2, 3), marks(file));
    }

    @ParameterizedTest(name = "pre-skip {0}: the first packet is number {1}")
    @CsvSource({"0, 1", "312, 1", "959, 1", "960, 2", "2400, 3", "65535, 0"})
    void shouldLeaveOutWhatLiesWithinThePreSkip(int preSkip48k, int first) throws IOException {
        byte[] file =
                new OggBytes()
                        .headers(SERIAL, 1, preSkip48k)
                        .page(0, SERIAL, 1_920, packet(1), packet(2))
                        .page(LAST, SERIAL, 3_840, packet(3), packet(4))
                        .toBytes();

        List<Integer> marks = marks(file);
        assertEquals(first, marks.isEmpty() ? 0 : marks.getFirst());
    }

    @ParameterizedTest(name = "stream ends at {0}: the last packet is number {1}")
    @CsvSource({"3840, 4", "3700, 4", "2881, 4", "2880, 3", "2500, 3", "1920, 2", "-1, 4"})
    void shouldLeaveOutWhatLiesBehindTheEnd(long end48k, int last) throws IOException {
        byte[] file =
                new OggBytes()
                        .headers(SERIAL, 1, 312)
                        .page(0, SERIAL, 1_920, packet(1), packet(2))
                        .page(LAST, SERIAL, end48k, packet(3), packet(4))
                        .toBytes();

        assertEquals(last, marks(file).getLast());
    }

    @Test
    void shouldReadStreamCutOutOfALongerOne() throws IOException {
        long start = 48_000_000;
        byte[] file =
                new OggBytes()
                        .headers(SERIAL, 1, 312)
                        .page(0, SERIAL, start + 1_920, packet(1), packet(2))
                        .page(LAST, SERIAL, start + 3_840, packet(3), packet(4))
                        .toBytes();

        assertEquals(List.of(1, 2, 3, 4), marks(file));
    }

    @Test
    void shouldPassOverOtherStreamsAndFollowChainedOnes() throws IOException {
        byte[] file =
                new OggBytes()
                        .page(OggPage.FIRST, 99, 0, OggBytes.ascii("\u0080theora"))
                        .page(OggPage.FIRST, SERIAL, 0, OggBytes.head(1, 312))
                        .page(0, SERIAL, 0, OpusTags.create())
                        .page(0, 99, 5, OggBytes.ascii("picture"))
                        .page(LAST, SERIAL, 960, packet(1))
                        .page(LAST, 99, 6, OggBytes.ascii("picture"))
                        .headers(8, 2, 312)
                        .page(LAST, 8, 960, packet(2))
                        .toBytes();

        assertEquals(List.of(1, 2), marks(file));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 27, 30})
    void shouldTakeTornLastPageForTheEnd(int missingBytes) throws IOException {
        byte[] file =
                new OggBytes()
                        .headers(SERIAL, 1, 312)
                        .page(0, SERIAL, 960, packet(1))
                        .page(LAST, SERIAL, 1_920, packet(2))
                        .toBytes();

        assertEquals(List.of(1), marks(Arrays.copyOf(file, file.length - missingBytes)));
    }

    @Test
    void shouldNameThePlaceOfDamage() {
        OggBytes pages = new OggBytes().headers(SERIAL, 1, 312);
        int start = pages.toBytes().length;
        byte[] file = pages.page(LAST, SERIAL, 960, packet(1)).toBytes();
        file[file.length - 1] ^= 1;

        IOException failure = assertThrows(IOException.class, () -> marks(file));
        assertEquals(
                "the page at byte " + start + " does not match its checksum", failure.getMessage());
    }

    @Test
    void shouldRefuseWhatIsNotOpus() {
        byte[] vorbis =
                new OggBytes()
                        .page(OggPage.FIRST, 1, 0, OggBytes.ascii("\u0001vorbis"))
                        .page(0, 1, 0, OggBytes.ascii("more"))
                        .toBytes();
        assertFails("it is no Ogg/Opus file: it begins with Vorbis", vorbis);
        assertFails("it is no Ogg/Opus file: it begins with nothing", new byte[0]);
        assertFails("the page at byte 0 is no Ogg page", OggBytes.ascii("RIFF1234WAVEfmt "));
    }

    @Test
    void shouldRefuseStreamsThatCannotBeSent() {
        byte[] late = OggBytes.head(1, 0);
        late[8] = 16;
        byte[] coupled = Arrays.copyOf(OggBytes.head(2, 0), 21);
        coupled[18] = 1;
        coupled[19] = 2;
        assertFails("its OpusHead is of version 16; 1 is known", first(late));
        assertFails("it has 6 channels; 1 and 2 can be sent", first(OggBytes.head(6, 0)));
        assertFails("its channels are in several Opus streams; one can be sent", first(coupled));
        assertFails("its OpusHead is cut off", first(OggBytes.ascii("OpusHead\u0001")));
    }

    @Test
    void shouldRefusePacketsThatAreNotOpusOrTooLong() {
        byte[] empty =
                new OggBytes()
                        .headers(SERIAL, 1, 312)
                        .page(LAST, SERIAL, 960, packet(1), new byte[0])
                        .toBytes();
        byte[] endless =
                new OggBytes()
                        .headers(SERIAL, 1, 312)
                        .beginning(SERIAL, new byte[70_000])
                        .toBytes();
        assertFails("it has a packet that is not Opus (RFC 6716 §3.4)", empty);
        assertFails("it has a packet of more than 61440 bytes", endless);
    }

    @Test
    void shouldReadWhatTheReferenceEncoderWrites() throws Exception {
        Path raw = Files.write(dir.resolve("second.raw"), new byte[48_000 * Short.BYTES]);
        Path ogg = dir.resolve("second.ogg");
        OggTools.encode(raw, ogg);

        long samples = 0;
        try (OpusFileReader reader = OpusFileReader.open(ogg)) {
            while (reader.next()) {
                samples += reader.samples48k();
            }
        }
        assertTrue(samples >= 48_312 && samples < 48_312 + 960, "samples: " + samples);
    }

    private static byte[] first(byte[] head) {
        return new OggBytes().page(OggPage.FIRST, SERIAL, 0, head).toBytes();
    }

    private static void assertFails(String message, byte[] file) {
        IOException failure = assertThrows(IOException.class, () -> marks(file));
        assertEquals(message, failure.getMessage());
    }

    private static List<Integer> marks(byte[] file) throws IOException {
        List<Integer> marks = new ArrayList<>();
        try (OpusFileReader reader = OpusFileReader.of(new ByteArrayInputStream(file))) {
            while (reader.next()) {
                marks.add((int) reader.packet()[reader.packet().length - 1]);
            }
        }
        return marks;
    }
}
