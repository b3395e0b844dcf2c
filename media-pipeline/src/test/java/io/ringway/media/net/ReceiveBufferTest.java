package io.ringway.media.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringway.media.counters.Counters;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the kernel holds of what comes at the media port. */
@Timeout(60)
class ReceiveBufferTest {

    private static final Path LIMIT = Path.of("/proc/sys/net/core/rmem_max");

    @ParameterizedTest
    @EnumSource(MediaIo.class)
    void shouldBeWhatIsWantedWithinTheLimitOfTheHost(MediaIo io) throws IOException {
        assertEquals(100_000, given(io, 100_000));
    }

    @Test
    void shouldBeAsMuchAsTheHostAllowsBeyondIt() throws IOException {
        assumeTrue(Files.exists(LIMIT), "the host does not tell its limit");
        // The kernel hands such a file over at once; readString would read it in pieces.
        int limit = Integer.parseInt(Files.readAllLines(LIMIT).getFirst());
        int wanted = 2 * limit;
        int given = given(MediaIo.NATIVE, wanted);
        assertTrue(
                given == wanted || given == limit,
                "%d of %d where %d are allowed".formatted(given, wanted, limit));
    }

    private static int given(MediaIo io, int wanted) throws IOException {
        var address = List.of(InetAddress.getLoopbackAddress());
        var settings = new NetSettings(address, 0, 1, 64, 100, 1_024, wanted, 0, io);
        try (MediaSockets sockets = MediaSockets.open(settings, new Counters(), 1)) {
            return sockets.of(0, 0).socket().receiveBufferBytes();
        }
    }
}
