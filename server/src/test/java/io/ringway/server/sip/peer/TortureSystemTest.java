package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.Vectors;
import io.ringway.server.sip.phone.Phone;
import io.ringway.server.sip.phone.PhoneCall;
import io.ringway.server.system.Chromium;
import io.ringway.server.system.TestSpeech;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/**
 * The torture tests of RFC 4475 and RFC 5118 at the socket, while a call is up. Over UDP answers go
 * where a message's Via says, so that verdicts are read over TCP.
 */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
final class TortureSystemTest {

    private static final int ANSWER_MS = 3_000;
    private static final Pattern STATUS = Pattern.compile("(?m)^SIP/2.0 ([2-6]\\d\\d)");

    /**
     * One line of {@code sip/torture.txt}.
     *
     * @param verdict what the status must match; "silence" for none at all, "any" for whatever
     */
    private record Case(Path file, String verdict) {}

    private List<Case> cases;
    private SipServer server;
    private TestSpeech speech;

    @BeforeEach
    void open(TestInfo test) throws Exception {
        Path vectors = Vectors.dir("sip");
        cases = new ArrayList<>();
        for (String line : Chromium.resource("/sip/torture.txt").lines().toList()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] words = line.split("\\s+");
                cases.add(new Case(vectors.resolve(words[0]), words[1]));
            }
        }
        speech = TestSpeech.load();
        server = SipServer.start(PeerFolder.of(test));
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void shouldKnowEveryVector() throws Exception {
        try (var files = Files.walk(Vectors.dir("sip"))) {
            List<Path> unknown =
                    files.filter(Files::isRegularFile)
                            .filter(file -> !file.endsWith("SOURCE.txt"))
                            .filter(file -> cases.stream().noneMatch(c -> c.file().equals(file)))
                            .toList();
            assertEquals(List.of(), unknown);
        }
    }

    @Test
    void shouldJudgeEachOverTcpWhileSomebodySpeaks() throws Exception {
        List<String> wrong = new ArrayList<>();
        try (SpokenCall call = SpokenCall.begin(server, speech.samples());
                ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> verdicts =
                    cases.stream().map(each -> senders.submit(() -> judge(each))).toList();
            for (Future<String> verdict : verdicts) {
                if (!verdict.get().isEmpty()) {
                    wrong.add(verdict.get());
                }
            }
            call.assertWhole();
        }
        assertEquals(List.of(), wrong);
        assertAlive();
    }

    /** Empty when the server did what it should. */
    private String judge(Case each) throws IOException {
        String told = overTcp(viaTcp(Files.readAllBytes(each.file()), cases.indexOf(each)));
        Matcher status = STATUS.matcher(told);
        String found = status.find() ? status.group(1) : "silence";
        boolean right = each.verdict().equals("any") || found.matches(each.verdict());
        return right ? "" : "%s: %s, not %s".formatted(each.file(), found, each.verdict());
    }

    /**
     * An answer goes by the transport that the topmost Via names (RFC 3261 §18.2.2). Most vectors
     * have the same branch, which no two requests may have that are under way at once (§8.1.1.7).
     * Those of RFC 5118 were stored with lone line feeds.
     */
    private static byte[] viaTcp(byte[] message, int index) {
        return new String(message, StandardCharsets.ISO_8859_1)
                .replaceAll("(?<!\r)\n", "\r\n")
                .replaceFirst("(?i)(SIP */ *2\\.0 */ *)UDP", "$1TCP")
                .replaceFirst("(branch=z9hG4bK[A-Za-z0-9]+)", "$1." + index)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What comes back until a final status, the end, or too long a silence. */
    private String overTcp(byte[] message) throws IOException {
        StringBuilder told = new StringBuilder();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.sipPort())) {
            socket.setSoTimeout(ANSWER_MS);
            socket.getOutputStream().write(message);
            InputStream in = socket.getInputStream();
            byte[] bytes = new byte[8_192];
            for (int n = in.read(bytes); n > 0; n = in.read(bytes)) {
                told.append(new String(bytes, 0, n, StandardCharsets.ISO_8859_1));
                if (STATUS.matcher(told).find()) {
                    break;
                }
            }
        } catch (SocketTimeoutException e) {
            told.append("\nsilence");
        }
        return told.toString();
    }

    @Test
    void shouldSurviveAllOverUdpWhileSomebodySpeaks() throws Exception {
        try (SpokenCall call = SpokenCall.begin(server, speech.samples());
                DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            InetSocketAddress to =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), server.sipPort());
            for (Case each : cases) {
                byte[] bytes = Files.readAllBytes(each.file());
                socket.send(new DatagramPacket(bytes, bytes.length, to));
            }
            call.assertWhole();
        }
        assertAlive();
    }

    private void assertAlive() throws Exception {
        try (Phone phone = Phone.udp(server.sipPort())) {
            PhoneCall call = phone.call("echo");
            call.hangUp();
        }
        server.awaitIdle();
        assertTrue(server.sessions().sessions() >= 2);
    }
}
