package io.ringway.signaling.sip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.signaling.http.TlsSettings;
import io.ringway.signaling.sip.transport.SipTlsSettings.ClientAuth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
        return start(new SipTlsSettings(shown, null, trust, clientAuth, true));
    }

    private static TestStack startTrustingAll(TlsSettings shown) throws IOException {
        return start(new SipTlsSettings(shown, null, null, ClientAuth.NONE, false));
    }

    private static TestStack start(SipTlsSettings tls) throws IOException {
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
    void shouldBeCalledWithACertificateOfItsOwnMaking() throws Exception {
        try (TestStack caller = startTrustingAll(gateway);
                TestStack called = start(new TlsSettings.SelfSigned(), null, ClientAuth.NONE)) {
            caller.send(caller.request(Request.OPTIONS, called.uri(SipTransport.TLS)));
            assertEquals(Response.OK, caller.awaitResponse().getStatusCode());
        }
    }

    @Test
    void shouldWantCertificatesAlsoWithOneOfItsOwnMaking() throws Exception {
        TlsSettings own = new TlsSettings.SelfSigned();
        try (TestStack known = startTrustingAll(gateway);
                TestStack unknown = startTrustingAll(trunk);
                TestStack called = start(own, gateway.certificateChain(), ClientAuth.REQUIRE)) {
            known.send(known.request(Request.OPTIONS, called.uri(SipTransport.TLS)));
            assertEquals(Response.OK, known.awaitResponse().getStatusCode());
            assertNotNull(called.awaitRequest());
            unknown.send(unknown.request(Request.OPTIONS, called.uri(SipTransport.TLS)));
            assertNotNull(called.closedFlows.poll(10, TimeUnit.SECONDS), "the caller stayed");
            assertTrue(called.requests.isEmpty());
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

    /** Two carriers, each of which wants the certificate it gave us. */
    @Test
    void shouldShowEachServerTheCertificateItKnows() throws Exception {
        TlsSettings.PemPair first = TestCertificates.write(files, "first");
        TlsSettings.PemPair second = TestCertificates.write(files, "second");
        Path nobody = gateway.certificateChain();
        try (TestStack caller = start(gateway, nobody, ClientAuth.NONE);
                TestStack one = start(trunk, first.certificateChain(), ClientAuth.REQUIRE);
                TestStack two = start(trunk, second.certificateChain(), ClientAuth.REQUIRE);
                TestStack stranger = start(trunk, first.certificateChain(), ClientAuth.REQUIRE)) {
            Path trusted = trunk.certificateChain();
            identify(caller, one, new SipIdentity(first, trusted));
            identify(caller, two, new SipIdentity(second, trusted));
            for (TestStack called : List.of(one, two)) {
                caller.send(caller.request(Request.OPTIONS, called.uri(SipTransport.TLS)));
                assertEquals(Response.OK, caller.awaitResponse().getStatusCode());
                called.awaitRequest();
            }
            caller.send(caller.request(Request.OPTIONS, stranger.uri(SipTransport.TLS)));
            assertNotNull(caller.timeouts.poll(10, TimeUnit.SECONDS), "it trusts a stranger");
            assertTrue(stranger.requests.isEmpty());
        }
    }

    @Test
    void shouldNotGetToAServerThatKnowsAnotherCertificate() throws Exception {
        TlsSettings.PemPair other = TestCertificates.write(files, "other");
        try (TestStack caller = start(gateway, null, ClientAuth.NONE);
                TestStack called = start(trunk, gateway.certificateChain(), ClientAuth.REQUIRE)) {
            identify(caller, called, new SipIdentity(other, trunk.certificateChain()));
            caller.send(caller.request(Request.OPTIONS, called.uri(SipTransport.TLS)));
            assertNotNull(called.closedFlows.poll(10, TimeUnit.SECONDS), "the caller stayed");
            assertTrue(called.requests.isEmpty());
        }
    }

    @Test
    void shouldNameTheFileThatIsMissing() throws Exception {
        Path missing = files.resolve("missing.pem");
        try (TestStack caller = start(gateway, null, ClientAuth.NONE);
                TestStack plain = TestStack.start(SipTransport.TCP)) {
            IOException e =
                    assertThrows(
                            IOException.class,
                            () -> caller.sip.identify("h", 5061, new SipIdentity(null, missing)));
            assertTrue(String.valueOf(e.getMessage()).contains("missing.pem"), e::toString);
            SipIdentity fine = new SipIdentity(gateway, null);
            assertThrows(IOException.class, () -> plain.sip.identify("h", 5061, fine));
        }
    }

    private static void identify(TestStack caller, TestStack called, SipIdentity identity)
            throws IOException {
        caller.sip.identify("127.0.0.1", called.port(SipTransport.TLS), identity);
    }
}
