package io.ringway.signaling.sip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.signaling.http.TlsSettings;
import io.ringway.signaling.sip.transport.SipTlsSettings.ClientAuth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class TlsTransportTest {

    @TempDir Path files;
    private TlsSettings.PemPair gateway;
    private TlsSettings.PemPair trunk;

    @BeforeEach
    void makeCertificates() throws Exception {
        gateway = TestCertificates.write(files, "gateway");
        trunk = TestCertificates.write(files, "trunk");
    }

    private static TestStack start(TlsSettings shown, @Nullable Path trust, ClientAuth clientAuth)
            throws IOException {
        SipTlsSettings tls = new SipTlsSettings(shown, null, trust, clientAuth, true);
        return TestStack.start(settings -> settings.withTls(tls), SipTransport.TLS);
    }

    @Test
    void shouldCallTrunkThatWantsOurCertificate() throws Exception {
        try (TestStack caller = start(gateway, trunk.certificateChain(), ClientAuth.NONE);
                TestStack called = start(trunk, gateway.certificateChain(), ClientAuth.REQUIRE)) {
            caller.send(caller.request(Request.OPTIONS, called.uri(SipTransport.TLS)));
            assertEquals(Response.OK, caller.awaitResponse().getStatusCode());
            assertEquals(SipTransport.TLS, called.sip.flowOf(called.awaitRequest()).transport());
        }
    }

    @Test
    void shouldNotCallWhomItDoesNotTrust() throws Exception {
        try (TestStack caller = start(gateway, gateway.certificateChain(), ClientAuth.NONE);
                TestStack called = start(trunk, null, ClientAuth.NONE)) {
            caller.send(caller.request(Request.OPTIONS, called.uri(SipTransport.TLS)));
            assertNotNull(caller.timeouts.poll(10, TimeUnit.SECONDS), "the call was not refused");
            assertTrue(called.requests.isEmpty());
        }
    }

    @Test
    void shouldNotCallCertificateOfAnotherName() throws Exception {
        try (TestStack caller = start(gateway, trunk.certificateChain(), ClientAuth.NONE);
                TestStack called = start(trunk, null, ClientAuth.NONE)) {
            String uri = called.uri(SipTransport.TLS).replace("127.0.0.1", "127.0.0.2");
            caller.send(caller.request(Request.OPTIONS, uri));
            assertNotNull(caller.timeouts.poll(10, TimeUnit.SECONDS), "the call was not refused");
        }
    }

    @Test
    void shouldRefuseCallerWithoutCertificate() throws Exception {
        try (TestStack caller =
                        start(
                                new TlsSettings.SelfSigned(),
                                trunk.certificateChain(),
                                ClientAuth.NONE);
                TestStack called = start(trunk, gateway.certificateChain(), ClientAuth.REQUIRE)) {
            caller.send(caller.request(Request.OPTIONS, called.uri(SipTransport.TLS)));
            assertNotNull(called.closedFlows.poll(10, TimeUnit.SECONDS), "the caller stayed");
            assertTrue(called.requests.isEmpty());
        }
    }

    @Test
    void shouldUseOneConnectionForAllRequests() throws Exception {
        try (TestStack caller = start(gateway, trunk.certificateChain(), ClientAuth.NONE);
                TestStack called = start(trunk, null, ClientAuth.NONE)) {
            for (int i = 0; i < 3; i++) {
                caller.send(caller.request(Request.OPTIONS, called.uri(SipTransport.TLS)));
                caller.awaitResponse();
            }
            long first = called.sip.flowOf(called.awaitRequest()).id();
            assertEquals(first, called.sip.flowOf(called.awaitRequest()).id());
            assertEquals(first, called.sip.flowOf(called.awaitRequest()).id());
        }
    }
}
