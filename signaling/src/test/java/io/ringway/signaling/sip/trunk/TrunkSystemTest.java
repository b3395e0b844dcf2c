package io.ringway.signaling.sip.trunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.signaling.sip.auth.DigestSecret;
import io.ringway.signaling.sip.media.SipMediaFactory;
import io.ringway.signaling.sip.registrar.Binding;
import io.ringway.signaling.sip.registrar.NatPings;
import io.ringway.signaling.sip.registrar.RegistrarSettings;
import io.ringway.signaling.sip.transport.SipTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two stacks on loopback: what registers upstream here is registered there. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class TrunkSystemTest {

    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(20);

    private static TrunkSettings settings(String name, String password, String... servers) {
        return new TrunkSettings(
                name,
                List.of(servers).stream().map(TrunkServer::parse).toList(),
                null,
                true,
                "ringway",
                "ringway",
                new DigestSecret.Password(password),
                "provider",
                "127.0.0.1",
                CallerIdRule.PASS,
                List.of(),
                SipMediaFactory.Profile.RTP,
                1,
                60);
    }

    private static void await(BooleanSupplier condition, Object shown) {
        long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - startNs < PATIENCE_NS, () -> "in vain: " + shown);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private static RegistrationState state(Trunks trunks, String name) {
        Trunk trunk = trunks.find(name);
        assertNotNull(trunk);
        return trunk.status().registration();
    }

    @ParameterizedTest
    @EnumSource(names = {"UDP", "TCP"})
    void shouldRegisterWithDigestAndTakeItBack(SipTransport transport) throws IOException {
        try (Provider upstream = new Provider("secret");
                Provider here = new Provider("unused")) {
            Trunks trunks = here.trunks(settings("up", "secret", upstream.server(transport)));
            await(() -> state(trunks, "up") == RegistrationState.REGISTERED, trunks.status());
            List<Binding> bindings = upstream.registrar.contacts("ringway");
            assertEquals(1, bindings.size());
            assertTrue(bindings.getFirst().nat(), "reached by the flow it came by");
            assertEquals(transport, bindings.getFirst().source().transport());
            await(() -> !upstream.others.isEmpty(), "OPTIONS");
            await(
                    () -> trunks.recognize(InetAddress.ofLiteral("127.0.0.1")).equals("trunk:up"),
                    "the server's address");
            assertEquals("", trunks.recognize(InetAddress.ofLiteral("192.0.2.1")));
            assertEquals(Set.of("up"), trunks.names());
            trunks.close();
            await(() -> upstream.registrar.contacts("ringway").isEmpty(), "unregistered");
            assertEquals(RegistrationState.OFF, state(trunks, "up"));
        }
    }

    @Test
    void shouldSayWhyItIsNotRegistered() throws IOException {
        try (Provider upstream = new Provider("secret");
                Provider here = new Provider("unused")) {
            Trunks trunks = here.trunks(settings("up", "guess", upstream.server(SipTransport.UDP)));
            await(() -> state(trunks, "up") == RegistrationState.FAILING, trunks.status());
            String reason = trunks.status().getFirst().reason();
            assertTrue(reason.contains("password is wrong for realm 'provider'"), reason);
            trunks.close();
        }
    }

    @Test
    void shouldGoToTheNextServer() throws IOException {
        try (Provider upstream = new Provider("secret");
                Provider here = new Provider("unused")) {
            Trunks trunks =
                    here.trunks(
                            settings(
                                    "up",
                                    "secret",
                                    "sip:127.0.0.1:1;transport=tcp",
                                    upstream.server(SipTransport.TCP)));
            await(() -> state(trunks, "up") == RegistrationState.REGISTERED, trunks.status());
            assertEquals(
                    upstream.stack.port(SipTransport.TCP),
                    trunks.status().getFirst().server().port());
            trunks.close();
        }
    }

    @Test
    void shouldForgetWhoseConnectionIsGone() throws IOException {
        try (Provider upstream = new Provider("secret")) {
            try (Provider here = new Provider("unused")) {
                Trunks trunks =
                        here.trunks(settings("up", "secret", upstream.server(SipTransport.TCP)));
                await(() -> state(trunks, "up") == RegistrationState.REGISTERED, trunks.status());
            }
            await(() -> upstream.registrar.all().isEmpty(), "bindings of a closed connection");
        }
    }

    @Test
    void shouldPingPhonesBehindNat() throws IOException {
        RegistrarSettings usual = RegistrarSettings.defaults();
        RegistrarSettings often =
                new RegistrarSettings(
                        usual.domains(),
                        usual.minExpiresS(),
                        usual.usualExpiresS(),
                        usual.maxExpiresS(),
                        usual.maxContacts(),
                        usual.maxBindings(),
                        1);
        try (Provider upstream = new Provider("secret");
                Provider here = new Provider("unused");
                NatPings pings = new NatPings(upstream.registrar, upstream.stack, often)) {
            Trunks trunks =
                    here.trunks(settings("up", "secret", upstream.server(SipTransport.UDP)));
            await(() -> state(trunks, "up") == RegistrationState.REGISTERED, trunks.status());
            pings.start();
            await(() -> !here.others.isEmpty(), "a ping");
            assertEquals("OPTIONS", here.others.remove().getMethod());
            trunks.close();
        }
    }
}
