package io.ringway.media.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.Vectors;
import io.ringway.media.counters.Counters;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** First flights recorded from browsers, in every order a network may deliver them. */
@Timeout(60)
class DtlsBrowserHelloTest {

    private static final String CHROME_1 = "capture-chrome_linux_145_0_7632_46_f1_off0.bin";
    private static final String CHROME_2 = "capture-chrome_linux_145_0_7632_46_f2_off1175.bin";
    private static final String FIREFOX = "capture-firefox_linux_stable_153_0_f1_off0.bin";

    @Test
    void shouldAnswerChromesHelloInTwoDatagrams() throws Exception {
        assertAnswered(CHROME_1, CHROME_2);
    }

    @Test
    void shouldAnswerChromesHelloSwapped() throws Exception {
        assertAnswered(CHROME_2, CHROME_1);
    }

    @Test
    void shouldAnswerChromesHelloDuplicated() throws Exception {
        assertAnswered(CHROME_1, CHROME_1, CHROME_2, CHROME_2);
        assertAnswered(CHROME_2, CHROME_2, CHROME_1);
    }

    @Test
    void shouldAnswerFirefoxsHello() throws Exception {
        assertAnswered(FIREFOX);
    }

    @Test
    void shouldStaySilentOnHalfAHello() throws Exception {
        Party server = new Party();
        server.sendTo(datagram -> server.failed.complete("answered half a hello"));
        try (DtlsEngine engine = Engines.of(Engines.impatient(1, 200, 8), new Counters())) {
            var association = engine.start(DtlsRole.SERVER, promised(engine), server);
            assertTrue(association.give(datagram(CHROME_1)));
            assertEquals("DTLS_FAILED: no keys within 200 ms", Party.await(server.failed));
        }
    }

    private static void assertAnswered(String... names) throws Exception {
        var sent = new LinkedBlockingQueue<byte[]>();
        Party server = new Party();
        server.sendTo(sent::add);
        try (DtlsEngine engine = Engines.usual()) {
            var association = engine.start(DtlsRole.SERVER, promised(engine), server);
            for (String name : names) {
                assertTrue(association.give(datagram(name)), name);
            }
            byte[] answer = sent.poll(20, TimeUnit.SECONDS);
            assertNotNull(answer, "no answer to " + List.of(names));
            assertEquals(22, answer[0], "handshake record");
            assertEquals(2, answer[DtlsRecordGuard.RECORD_HEADER_BYTES], "ServerHello");
            int version =
                    DtlsRecordGuard.RECORD_HEADER_BYTES + DtlsRecordGuard.MESSAGE_HEADER_BYTES;
            assertEquals((byte) 0xFE, answer[version]);
            assertEquals((byte) 0xFD, answer[version + 1], "DTLS 1.2");
            assertFalse(server.failed.isDone());
        }
    }

    private static List<CertificateFingerprint> promised(DtlsEngine engine) {
        return List.of(engine.fingerprint());
    }

    private static byte[] datagram(String name) throws IOException {
        return Files.readAllBytes(Vectors.dir("dtls").resolve(name));
    }
}
