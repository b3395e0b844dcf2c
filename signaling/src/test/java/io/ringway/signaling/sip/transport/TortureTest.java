package io.ringway.signaling.sip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.counters.Counter;
import io.ringway.signaling.Vectors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The messages of RFC 4475 and RFC 5118 at the socket. What the transport refuses is answered with
 * the code in the table; what it hands on, the listener gets ({@code listener}); responses to
 * nothing we asked, and what cannot be answered, vanish ({@code dropped}). After each of them the
 * stack still answers. Some files end before their head or body does (the published Content-Length
 * of {@code ipv6-in-sdp} is too large): over TCP those wait for the rest.
 */
@Timeout(30)
final class TortureTest {

    private static final Pattern STATUS = Pattern.compile("SIP/2\\.0 (\\d{3}) ");
    private static final String PROBE =
            """
            OPTIONS sip:probe@127.0.0.1 SIP/2.0
            Via: SIP/2.0/UDP 127.0.0.1;rport;branch=z9hG4bKprobe
            From: <sip:p@example.com>;tag=p
            To: <sip:probe@127.0.0.1>
            Call-ID: probe
            CSeq: 1 OPTIONS
            Max-Forwards: 70
            Content-Length: 0

            """
                    .replace("\n", "\r\n");

    private static final Pattern SENT_BY_PORT =
            Pattern.compile("(?i)/\\s*UDP\\s+(?:\\[[^]]+\\]|[^\\s;:]+):(\\d+)");

    /** RFC 5118's files have lost their carriage returns. */
    private static byte[] message(String name) throws IOException {
        Path file = Vectors.dir("sip").resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        return name.startsWith("rfc5118/")
                ? new String(bytes, StandardCharsets.UTF_8)
                        .replace("\r\n", "\n")
                        .replace("\n", "\r\n")
                        .getBytes(StandardCharsets.UTF_8)
                : bytes;
    }

    @ParameterizedTest
    @CsvSource({
        "rfc4475/wsinv.dat, listener, listener",
        "rfc4475/intmeth.dat, listener, listener",
        "rfc4475/esc01.dat, listener, listener",
        "rfc4475/escnull.dat, listener, listener",
        "rfc4475/esc02.dat, listener, listener",
        "rfc4475/lwsdisp.dat, listener, listener",
        "rfc4475/longreq.dat, listener, listener",
        "rfc4475/dblreq.dat, listener, listener",
        "rfc4475/semiuri.dat, listener, listener",
        "rfc4475/transports.dat, listener, listener",
        "rfc4475/mpart01.dat, listener, listener",
        "rfc4475/unreason.dat, dropped, dropped",
        "rfc4475/noreason.dat, dropped, dropped",
        "rfc4475/badinv01.dat, 400, 400",
        "rfc4475/clerr.dat, 400, waits",
        "rfc4475/ncl.dat, 400, 400",
        "rfc4475/scalar02.dat, 400, 400",
        "rfc4475/scalarlg.dat, dropped, dropped",
        "rfc4475/quotbal.dat, 400, 400",
        "rfc4475/ltgtruri.dat, 400, 400",
        "rfc4475/lwsruri.dat, 400, 400",
        "rfc4475/lwsstart.dat, 400, 400",
        "rfc4475/trws.dat, 400, 400",
        "rfc4475/escruri.dat, 400, 400",
        "rfc4475/baddate.dat, listener, listener",
        "rfc4475/regbadct.dat, 400, 400",
        "rfc4475/badaspec.dat, listener, listener",
        "rfc4475/baddn.dat, 400, waits",
        "rfc4475/badvers.dat, 505, 505",
        "rfc4475/mismatch01.dat, 400, 400",
        "rfc4475/mismatch02.dat, 400, 400",
        "rfc4475/bigcode.dat, dropped, dropped",
        "rfc4475/badbranch.dat, 400, 400",
        "rfc4475/insuf.dat, 400, 400",
        "rfc4475/unkscm.dat, 416, 416",
        "rfc4475/novelsc.dat, 416, 416",
        "rfc4475/unksm2.dat, listener, listener",
        "rfc4475/bext01.dat, listener, listener",
        "rfc4475/invut.dat, listener, listener",
        "rfc4475/regaut01.dat, listener, listener",
        "rfc4475/multi01.dat, 400, 400",
        "rfc4475/mcl01.dat, 400, 400",
        "rfc4475/bcast.dat, dropped, dropped",
        "rfc4475/zeromf.dat, listener, listener",
        "rfc4475/cparam01.dat, listener, listener",
        "rfc4475/cparam02.dat, listener, listener",
        "rfc4475/regescrt.dat, listener, listener",
        "rfc4475/sdp01.dat, listener, listener",
        "rfc4475/inv2543.dat, listener, 400",
        "rfc4475/test.dat, dropped, dropped",
        "rfc5118/ipv6-good, listener, listener",
        "rfc5118/ipv6-bad, 400, 400",
        "rfc5118/port-ambiguous, listener, listener",
        "rfc5118/port-unambiguous, listener, listener",
        "rfc5118/via-received-param-with-delim, listener, listener",
        "rfc5118/via-received-param-no-delim, listener, listener",
        "rfc5118/ipv6-in-sdp, 400, waits",
        "rfc5118/mult-ip-in-header, listener, listener",
        "rfc5118/mult-ip-in-sdp, listener, listener",
        "rfc5118/ipv4-mapped-ipv6, listener, listener",
        "rfc5118/ipv6-bug-abnf-3-colons, listener, waits",
        "rfc5118/ipv6-correct-abnf-2-colons, listener, waits",
    })
    void shouldMeetVerdict(String name, String overUdp, String overTcp) throws Exception {
        byte[] message = message(name);
        try (TestStack stack = TestStack.start(SipTransport.UDP);
                RawUdp udp = RawUdp.from("127.47.5.1", sentByPort(message), stack)) {
            udp.send(message);
            check(stack, overUdp, overUdp.matches("\\d+") ? udp.receive() : "");
            udp.send(PROBE);
            String answer = udp.receive();
            while (!answer.contains("Call-ID: probe")) {
                assertFalse(answer.isEmpty(), "no answer after it");
                answer = udp.receive();
            }
        }
        try (TestStack stack = TestStack.start(SipTransport.TCP);
                RawTcp tcp = RawTcp.to(stack)) {
            tcp.send(message);
            check(stack, overTcp, overTcp.matches("\\d+") ? tcp.head() : "");
        }
    }

    /** Where answers to a datagram go that asks for no rport. */
    private static int sentByPort(byte[] message) {
        Matcher port = SENT_BY_PORT.matcher(new String(message, StandardCharsets.UTF_8));
        return port.find() ? Integer.parseInt(port.group(1)) : 5060;
    }

    private static void check(TestStack stack, String verdict, String answer)
            throws InterruptedException {
        switch (verdict) {
            case "listener" -> stack.awaitRequest();
            case "waits" -> assertTrue(stack.requests.isEmpty());
            case "dropped" -> awaitDrop(stack);
            default -> {
                Matcher status = STATUS.matcher(answer);
                assertTrue(status.lookingAt(), "answered by " + answer);
                assertEquals(verdict, status.group(1), answer);
                assertTrue(stack.requests.isEmpty(), "reached the listener all the same");
            }
        }
    }

    /** A message behind it on the same worker would be another test's; counters tell instead. */
    private static void awaitDrop(TestStack stack) {
        long deadlineNs = System.nanoTime() + 10_000_000_000L;
        while (stack.count(Counter.DROP_SIP_RESPONSE) + stack.count(Counter.DROP_SIP_UNREADABLE)
                == 0) {
            assertTrue(System.nanoTime() - deadlineNs < 0, "was not dropped");
            Thread.onSpinWait();
        }
        assertTrue(stack.requests.isEmpty());
    }
}
