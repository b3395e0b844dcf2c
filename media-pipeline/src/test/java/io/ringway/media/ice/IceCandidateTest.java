package io.ringway.media.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IceCandidateTest {

    @Test
    void shouldReadAChromiumCandidate() {
        IceCandidate candidate =
                parsed(
                        "candidate:842163049 1 udp 1677729535 203.0.113.7 50123 typ srflx raddr"
                                + " 10.99.0.1 rport 51071 generation 0 ufrag aB3+ network-id 1"
                                + " network-cost 999");

        assertEquals("842163049", candidate.foundation());
        assertEquals(1, candidate.component());
        assertEquals(1_677_729_535, candidate.priority());
        assertEquals(CandidateType.SERVER_REFLEXIVE, candidate.type());
        assertEquals("10.99.0.1", candidate.relatedHost());
        assertEquals(51_071, candidate.relatedPort());
        assertEquals(Requests.address("203.0.113.7", 50_123), candidate.socketAddress());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "candidate:0 1 UDP 2122252543 10.99.0.1 57357 typ host",
                "a=candidate:1 1 udp 1 2001:db8::1 1 typ relay raddr 2001:db8::2 rport 2",
                "candidate:2 1 udp 2113937151 1f4712db-ea17-4bcf-a596-105139dfd8bf.local 5 typ host",
                "candidate:3 2 udp 4294967295 192.0.2.1 65535 typ prflx raddr 0.0.0.0 rport 0"
            })
    void shouldRoundTrip(String text) {
        IceCandidate candidate = parsed(text);

        assertEquals(candidate, IceCandidate.parse(candidate.toSdp()));
    }

    @Test
    void shouldReadEveryCandidateBrowsersOffer() throws IOException {
        List<String> lines = candidateLines();
        int udp = 0;
        for (String line : lines) {
            IceCandidate candidate = IceCandidate.parse(line);
            assertEquals(
                    line.toLowerCase(java.util.Locale.ROOT).contains(" tcp "),
                    candidate == null,
                    line);
            if (candidate != null) {
                udp++;
                assertEquals(candidate, IceCandidate.parse(candidate.toSdp()));
                assertNotNull(candidate.socketAddress(), line);
                assertTrue(
                        line.toLowerCase(java.util.Locale.ROOT)
                                .startsWith("a=" + candidate.toSdp()),
                        line);
            }
        }
        assertTrue(udp >= 9, udp + " UDP candidates in " + lines.size() + " lines");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "candidate:",
                "candidate:1 1 udp 1 192.0.2.1 1 typ",
                "candidates:1 1 udp 1 a 1 typ host",
                "candidate:1 1 udp 1 192.0.2.1 65536 typ host",
                "candidate:1 1 udp 4294967296 192.0.2.1 1 typ host",
                "candidate:1 257 udp 1 192.0.2.1 1 typ host",
                "candidate:1 -1 udp 1 192.0.2.1 1 typ host",
                "candidate:1 1 udp 1 192.0.2.1 1 typ other",
                "candidate:1 1 udp 1 192.0.2.1 1 type host",
                "candidate:1 1 udp 1 192.0.2.1 1 typ host raddr 192.0.2.1 rport x",
                "candidate:123456789012345678901234567890123 1 udp 1 192.0.2.1 1 typ host",
                "candidate:1 1 udp 1 192.0.2.1\r\na=x 1 typ host",
                "candidate:\u00e9 1 udp 1 a 1 typ host"
            })
    void shouldSayWhatIsWrong(String text) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> IceCandidate.parse(text));

        assertTrue(String.valueOf(e.getMessage()).startsWith("candidate"), e::toString);
    }

    @Test
    void shouldRefuseEndlessLines() {
        String endless = "candidate:1 1 udp 1 192.0.2.1 1 typ host" + " x y".repeat(200);

        assertThrows(IllegalArgumentException.class, () -> IceCandidate.parse(endless));
    }

    /** None of these may be looked up, and none names a single host. */
    @ParameterizedTest
    @CsvSource({
        "x.local, 1",
        "localhost, 1",
        "1, 1",
        "127.1, 1",
        "0x7f.0.0.1, 1",
        "256.0.0.1, 1",
        "0.0.0.0, 1",
        "224.0.0.1, 1",
        "255.255.255.255, 1",
        "192.0.2.1, 0",
        "::, 1",
        "ff02::1, 1",
        "fe80::1%eth0, 1",
        "[::1], 1",
        "1::2::3, 1",
        "12345::, 1"
    })
    void shouldHaveNoSocketAddressForWhatIsNoHost(String host, int port) {
        IceCandidate candidate = parsed("candidate:1 1 udp 1 " + host + " " + port + " typ host");

        assertNull(candidate.socketAddress());
    }

    @Test
    void shouldRecognizeMdnsNames() {
        assertTrue(parsed("candidate:1 1 udp 1 AbC.LOCAL 1 typ host").obfuscated());
    }

    private static IceCandidate parsed(String text) {
        IceCandidate candidate = IceCandidate.parse(text);
        assertNotNull(candidate);
        return candidate;
    }

    private static List<String> candidateLines() throws IOException {
        try (Stream<Path> files = Files.list(Vectors.dir("sdp"))) {
            List<Path> offers = files.filter(f -> f.toString().endsWith(".sdp")).toList();
            return offers.stream()
                    .flatMap(IceCandidateTest::linesOf)
                    .filter(line -> line.startsWith("a=candidate:"))
                    .toList();
        }
    }

    private static Stream<String> linesOf(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
