package io.ringway.signaling.sip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.signaling.http.TlsSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SIP over encrypted WebSockets (RFC 7118 §4), as browsers on pages of {@code https} need it. */
@Timeout(30)
final class SecureWebSocketTest {

    @TempDir private Path files;

    private static final class Browser implements WebSocket.Listener {

        final BlockingQueue<String> received = new LinkedBlockingQueue<>();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence data, boolean last) {
            received.add(data.toString());
            socket.request(1);
            return null;
        }

        String await() throws InterruptedException {
            String message = received.poll(TestStack.PATIENCE_S, TimeUnit.SECONDS);
            assertNotNull(message, "nothing came");
            return message;
        }
    }

    private static SSLContext trusting(Path certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var in = Files.newInputStream(certificate)) {
            store.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Test
    void shouldServeABrowserAndReachItAgain() throws Exception {
        TlsSettings.PemPair pair = TestCertificates.write(files, "gateway");
        SipTlsSettings tls =
                new SipTlsSettings(pair, null, null, SipTlsSettings.ClientAuth.NONE, true);
        try (TestStack stack =
                        TestStack.start(settings -> settings.withTls(tls), SipTransport.WSS);
                HttpClient http =
                        HttpClient.newBuilder()
                                .sslContext(trusting(pair.certificateChain()))
                                .build()) {
            Browser browser = new Browser();
            WebSocket socket =
                    http.newWebSocketBuilder()
                            .subprotocols("sip")
                            .buildAsync(
                                    URI.create("wss://127.0.0.1:" + stack.port(SipTransport.WSS)),
                                    browser)
                            .join();
            assertEquals("sip", socket.getSubprotocol());
            String register = RawRequest.of("REGISTER", "wss1", "").replace("/TCP ", "/WSS ");
            socket.sendText(register, true).join();
            assertTrue(browser.await().startsWith("SIP/2.0 200"));
            SipFlow flow = stack.sip.flowOf(stack.awaitRequest());
            assertEquals(SipTransport.WSS, flow.transport());

            Request options = stack.request(Request.OPTIONS, "sip:a@df7jal23ls0d.invalid");
            stack.sip.sendBy(options, flow);
            stack.send(options);
            String asked = browser.await();
            assertTrue(asked.startsWith("OPTIONS sip:a@df7jal23ls0d.invalid"), asked);
            assertTrue(asked.contains("SIP/2.0/WSS "), asked);
            socket.abort();
        }
    }
}
