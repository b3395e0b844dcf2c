package io.ringway.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class SendTimesTest {

    @TempDir private Path folder;

    private TimesFile file(int calls) {
        return new TimesFile(folder.resolve("times"), calls, 16, 960);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x7FFF_FFFF, 0x8000_0000, -960, -1})
    void shouldFindAPacketAcrossTheWrapOfRtpTime(int firstRtp) throws IOException {
        TimesFile file = file(2).call(1, firstRtp, "b").sent(1, 0, 100).sent(1, 17, 300);
        SendTimes times = SendTimes.open(file.write()).orElseThrow();

        assertEquals(100, times.sentNs(1, firstRtp));
        assertEquals(300, times.sentNs(1, firstRtp + 17 * 960), "a slot is used again");
        assertEquals(0, times.sentNs(1, firstRtp + 2 * 960));
    }

    @Test
    void shouldKnowCallsByTheirWholeId() throws IOException {
        String longest = "x".repeat(64);
        TimesFile file =
                file(3).call(0, 5, "call-1").call(1, 6, "call-10").call(2, 7, "x".repeat(55));
        SendTimes times = SendTimes.open(file.write()).orElseThrow();

        assertEquals(0, times.callOf("call-1"));
        assertEquals(1, times.callOf("call-10"));
        assertEquals(2, times.callOf(longest), "cut to what the table holds");
        assertEquals(SendTimes.NONE, times.callOf("call"));
        assertEquals(SendTimes.NONE, times.callOf(""));
    }

    @Test
    void shouldKnowCallsByWhatTheyHaveSent() throws IOException {
        TimesFile file =
                file(3).call(0, 1_000, "a").call(1, 900_000, "b").sent(0, 3, 9).sent(1, 0, 9);
        SendTimes times = SendTimes.open(file.write()).orElseThrow();

        assertEquals(0, times.callAt(1_000 + 3 * 960));
        assertEquals(1, times.callAt(900_000));
        assertEquals(SendTimes.NONE, times.callAt(1_000 + 4 * 960), "not sent yet");
        assertEquals(SendTimes.NONE, times.callAt(1_000 + 3 * 960 + 1), "between two packets");
        assertEquals(
                SendTimes.NONE, times.callAt(0), "no call begins there, though a record is empty");
    }

    @Test
    void shouldKnowCallsThatHaveNoId() throws IOException {
        TimesFile file = file(2).call(1, -160, "").sent(1, 1, 9);

        assertEquals(1, SendTimes.open(file.write()).orElseThrow().callAt(-160 + 960));
    }

    @Test
    void shouldNotGuessBetweenTwoCalls() throws IOException {
        TimesFile file =
                file(2).call(0, 1_000, "a").call(1, 1_000, "b").sent(0, 0, 9).sent(1, 0, 9);

        assertEquals(SendTimes.NONE, SendTimes.open(file.write()).orElseThrow().callAt(1_000));
    }

    @Test
    void shouldWaitForTheGenerator() throws IOException {
        Path path = folder.resolve("later");
        assertTrue(SendTimes.open(path).isEmpty());
        Files.write(path, new byte[256]);
        assertTrue(SendTimes.open(path).isEmpty(), "made, but not filled in");
    }

    @Test
    void shouldRefuseWhatIsNoTable() throws IOException {
        Path path = folder.resolve("other");
        Files.writeString(path, "something else".repeat(20));
        assertThrows(IOException.class, () -> SendTimes.open(path));

        byte[] whole = Files.readAllBytes(file(2).write());
        Files.write(path, Arrays.copyOf(whole, whole.length - 8));
        IOException refused = assertThrows(IOException.class, () -> SendTimes.open(path));
        assertTrue(refused.toString().contains("2 calls of 16 slots"), refused.toString());
    }
}
