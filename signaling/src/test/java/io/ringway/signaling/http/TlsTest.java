package io.ringway.signaling.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TlsTest {

    private static final Route OK =
            Route.of("GET", "/ok", request -> Response.text(200, "text/plain", "fine"));

    private static HttpSettings with(TlsSettings tls) {
        HttpSettings d = TestHttp.settings();
        return new HttpSettings(
                d.address(),
                0,
                tls,
                d.maxBodyBytes(),
                d.maxHeaderBytes(),
                d.maxConnections(),
                d.requestsPerSecond(),
                d.requestBurst(),
                d.idleTimeoutMs(),
                1_000,
                d.writeTimeoutMs(),
                d.corsOrigins(),
                d.webSocketOrigins(),
                d.webSocket());
    }

    private static TlsSettings.PemPair pem(SelfSignedCertificate made, Path dir) throws Exception {
        Path chain = dir.resolve("cert.pem");
        Path key = dir.resolve("key.pem");
        Files.writeString(chain, block("CERTIFICATE", made.certificate().getEncoded()));
        Files.writeString(key, block("PRIVATE KEY", made.privateKey().getEncoded()));
        return new TlsSettings.PemPair(chain, key);
    }

    private static String block(String name, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + name + "-----\n" + base64 + "\n-----END " + name + "-----\n";
    }

    private static HttpClient trusting(X509Certificate certificate) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("server", certificate);
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    @Test
    void shouldServeHttpsAndWssWithAPemPair(@TempDir Path dir) throws Exception {
        SelfSignedCertificate made = SelfSignedCertificate.forThisHost();
        Route echo =
                Route.of(
                        "GET",
                        "/ws",
                        request ->
                                Response.upgrade(
                                        socket ->
                                                socket.send(
                                                        "hello over "
                                                                + socket.next()
                                                                        .getClass()
                                                                        .getSimpleName())));
        try (TestHttp http = TestHttp.start(with(pem(made, dir)), OK, echo);
                HttpClient client = trusting(made.certificate())) {
            // Both names are in the certificate, so host name verification passes.
            for (String host : new String[] {"127.0.0.1", "localhost"}) {
                URI uri = URI.create("https://" + host + ":" + http.server.port() + "/ok");
                assertEquals(
                        "fine",
                        client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                                .body());
            }
            CompletableFuture<String> heard = new CompletableFuture<>();
            WebSocket.Listener listener =
                    new WebSocket.Listener() {
                        @Override
                        public CompletionStage<?> onText(
                                WebSocket socket, CharSequence data, boolean last) {
                            heard.complete(data.toString());
                            return CompletableFuture.completedFuture(null);
                        }
                    };
            URI wss = URI.create("wss://localhost:" + http.server.port() + "/ws");
            WebSocket socket =
                    client.newWebSocketBuilder()
                            .buildAsync(wss, listener)
                            .get(20, TimeUnit.SECONDS);
            socket.sendText("x", true).get(20, TimeUnit.SECONDS);
            assertEquals("hello over Text", heard.get(20, TimeUnit.SECONDS));
            socket.abort();
        }
    }

    @Test
    void shouldMakeACertificateForEveryLocalAddress() throws Exception {
        X509Certificate certificate = SelfSignedCertificate.forThisHost().certificate();
        String names = String.valueOf(certificate.getSubjectAlternativeNames());
        assertTrue(names.contains("localhost") && names.contains("127.0.0.1"), names);
        certificate.checkValidity();
        certificate.verify(certificate.getPublicKey());
        try (TestHttp http = TestHttp.start(with(new TlsSettings.SelfSigned()), OK)) {
            assertTrue(http.server.port() > 0);
        }
    }

    @Test
    void shouldCutOffThoseWhoDoNotSpeakTls() throws Exception {
        try (TestHttp http = TestHttp.start(with(new TlsSettings.SelfSigned()), OK)) {
            try (RawSocket socket = http.raw()) {
                String answer = socket.send("GET /ok HTTP/1.1\r\nHost: h\r\n\r\n").untilClosed();
                assertTrue(!answer.contains("fine"), answer);
            }
            try (RawSocket silent = http.raw()) {
                assertTrue(!silent.untilClosed().contains("fine"));
            }
        }
    }

    @Test
    void shouldNameTheFileAtFault(@TempDir Path dir) throws Exception {
        Path missing = dir.resolve("missing.pem");
        IOException unreadable =
                assertThrows(
                        IOException.class,
                        () -> TestHttp.start(with(new TlsSettings.PemPair(missing, missing)), OK));
        assertTrue(String.valueOf(unreadable.getMessage()).contains(missing.toString()), unreadable.getMessage());
        Path junk = Files.writeString(dir.resolve("junk.pem"), "junk");
        IOException unusable =
                assertThrows(
                        IOException.class,
                        () -> TestHttp.start(with(new TlsSettings.PemPair(junk, junk)), OK));
        assertTrue(String.valueOf(unusable.getMessage()).contains("must be PEM"), unusable.getMessage());
    }
}
