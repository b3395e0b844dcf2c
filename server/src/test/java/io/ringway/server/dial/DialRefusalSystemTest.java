package io.ringway.server.dial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.sip.peer.FreePort;
import io.ringway.server.turn.Listens;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may call, and what the command line says of calls that fail. */
@Listens
@Timeout(120)
final class DialRefusalSystemTest extends CallsToServer {

    @Test
    void shouldSayWhyItIsRefused() throws Exception {
        DialReport report = DialPlan.to(server.uri("4930123")).seconds(1).run();
        assertFalse(report.result().answered());
        assertEquals(404, report.result().status());
        assertEquals(1, report.failures().size());
        assertTrue(
                report.failures().getFirst().matches("(?i)refused: 404 Not Found: no rule .*"),
                report.failures().toString());
        assertNull(report.result().media());
    }

    @Test
    void shouldProveWhoItIs() throws Exception {
        DialReport report =
                DialPlan.to(server.uri("echo"))
                        .account("alice", DialledServer.PASSWORD)
                        .seconds(0.3)
                        .run();
        assertTrue(report.complete(), report.failures().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            alice | wrong-one | .*user 'alice' or its password is wrong for realm.*
            alice | ''        | .*name an account by --user and --password-file
            """)
    void shouldSayWhatIsWrongWithThePassword(String user, String password, String message)
            throws Exception {
        DialPlan plan = DialPlan.to(server.uri("echo")).seconds(0.3);
        DialReport report =
                password.isEmpty()
                        ? new Dialer(from(plan.settings(), user)).run(DialListener.NONE)
                        : plan.account(user, password).run();
        assertFalse(report.result().answered());
        String failure = report.failures().getFirst();
        assertTrue(failure.startsWith("refused: 401 Unauthorized"), failure);
        assertTrue(failure.matches(message), failure);
    }

    private static DialSettings from(DialSettings settings, String from) {
        return new DialSettings(
                settings.target(),
                null,
                null,
                null,
                settings.maxSeconds(),
                false,
                "",
                settings.codecs(),
                settings.protection(),
                from,
                null,
                settings.ringTimeoutS(),
                null,
                false);
    }

    @Test
    void shouldSayThatNobodyListens() throws Exception {
        int port = FreePort.next();
        DialReport report = DialPlan.to("sip:echo@127.0.0.1:" + port + ";transport=tcp").run();
        String failure = report.failures().getFirst();
        assertTrue(failure.startsWith("cannot reach 127.0.0.1:" + port + "/tcp: "), failure);
        assertTrue(failure.contains("refused"), failure);
        assertEquals(0, report.result().status());
    }

    @Test
    void shouldGiveUpWhenNothingComesBack() throws Exception {
        InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (DatagramSocket silent = new DatagramSocket(loopback)) {
            int port = silent.getLocalPort();
            DialReport report = DialPlan.to("sip:echo@127.0.0.1:" + port).ringTimeoutS(1).run();
            assertEquals(
                    List.of(
                            "cannot reach 127.0.0.1:%d/udp: nothing came back within 1 s"
                                    .formatted(port)),
                    report.failures());
        }
    }
}
