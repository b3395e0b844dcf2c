package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.sip.phone.Phone;
import io.ringway.server.sip.phone.PhoneCall;
import io.ringway.server.sip.phone.PhoneDigest;
import io.ringway.server.sip.phone.SipText;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords by SHA-256 and by MD5 (RFC 8760): asked for here, and told to those who ask. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class DigestSystemTest {

    private static final String NUMBER = "4930123456";
    private static final PhoneDigest ALICE = new PhoneDigest("alice", SipServerPlan.PASSWORD);
    private static final PhoneDigest RINGWAY = new PhoneDigest("ringway", "trunk-secret");

    private PeerFolder folder;

    @BeforeEach
    void open(TestInfo test) throws Exception {
        folder = PeerFolder.of(test);
    }

    @ParameterizedTest
    @CsvSource({
        "'SHA-256,MD5',SHA-256",
        "'SHA-256,MD5',MD5",
        "'MD5,SHA-256',SHA-256",
        "SHA-256,SHA-256",
    })
    void shouldAdmitByEitherItOffers(String offered, String used) throws Exception {
        SipServerPlan plan =
                new SipServerPlan()
                        .users("alice")
                        .setting("sip-guests", "false")
                        .setting("sip-digest-algorithms", offered);
        try (SipServer server = SipServer.start(folder, plan);
                Phone phone = Phone.udp(server.sipPort())) {
            PhoneCall registration = phone.callTo("alice");
            SipText register = registration.request("REGISTER", "");
            SipText demand = registration.finalAnswer(register);
            assertEquals(401, demand.status());
            assertEquals(List.of(offered.split(",")), algorithms(demand));
            String answer = authorization(demand, used, register);
            SipText again = registration.request("REGISTER", "", answer);
            assertEquals(200, registration.finalAnswer(again).status());
            call(phone, used);
            server.awaitIdle();
        }
    }

    private static void call(Phone phone, String used) throws Exception {
        PhoneCall call = phone.callTo("echo");
        SipText invite = call.invite(phone.media().offer());
        SipText demand = call.finalAnswer(invite);
        call.acknowledgeRefusal();
        call.invite(phone.media().offer(), authorization(demand, used, invite));
        call.answered();
        call.hangUp();
    }

    private static List<String> algorithms(SipText demand) {
        return challenges(demand)
                .map(challenge -> PhoneDigest.field(challenge, "algorithm"))
                .toList();
    }

    private static Stream<String> challenges(SipText demand) {
        return demand
                .all(demand.status() == 401 ? "WWW-Authenticate" : "Proxy-Authenticate")
                .stream();
    }

    private static String authorization(SipText demand, String algorithm, SipText request)
            throws Exception {
        String challenge =
                challenges(demand)
                        .filter(c -> PhoneDigest.field(c, "algorithm").equals(algorithm))
                        .findFirst()
                        .orElseThrow();
        String uri = request.start().split(" ")[1];
        String header = demand.status() == 401 ? "Authorization: " : "Proxy-Authorization: ";
        return header + ALICE.authorization(challenge, request.method(), uri);
    }

    private SipServer customerOf(Phone provider, String... more) throws Exception {
        List<String> lines =
                Stream.concat(
                                Stream.of(
                                        "server=sip:127.0.0.1:" + provider.socket().port(),
                                        "qualify-s=0",
                                        "user=ringway",
                                        "password=trunk-secret",
                                        "realm=trunk"),
                                Stream.of(more))
                        .toList();
        SipServerPlan plan = new SipServerPlan().route("to:49. via:* -> trunk:provider");
        return SipServer.start(folder, plan.trunk("provider", lines.toArray(String[]::new)));
    }

    private static List<String> demands(String algorithms, String realm, String header) {
        return Stream.of(algorithms.split(","))
                .map(algorithm -> header + challenge(algorithm, realm))
                .toList();
    }

    private static String challenge(String algorithm, String realm) {
        return ": Digest realm=\"%s\", nonce=\"%s\", algorithm=%s, qop=\"auth\""
                .formatted(realm, "n0" + algorithm.toLowerCase(Locale.ROOT), algorithm);
    }

    @ParameterizedTest
    @CsvSource({
        "SHA-256,401,SHA-256",
        "'SHA-256,MD5',407,SHA-256",
        "'MD5,SHA-256',401,''",
        "MD5,407,MD5",
        "'SHA-3,MD5',401,MD5",
    })
    void shouldTellItsPasswordInCalls(String offered, int status, String used) throws Exception {
        try (Phone provider = Phone.listening();
                SipServer server = customerOf(provider);
                Phone caller = Phone.udp(server.sipPort())) {
            PhoneCall call = caller.callTo(NUMBER);
            call.invite(caller.media().offer());
            String demand = status == 401 ? "WWW-Authenticate" : "Proxy-Authenticate";
            SipText first = provider.awaitInvite();
            provider.respond(first, status + " Who", demands(offered, "trunk", demand), "");
            String told = status == 401 ? "Authorization" : "Proxy-Authorization";
            SipText second = proven(provider, "INVITE", told, used);
            assertEquals(first.cseq() + 1, second.cseq());
            provider.answer(second);
            call.answered();
            call.hangUp();
            server.awaitIdle();
        }
    }

    private static SipText proven(Phone provider, String method, String header, String used)
            throws Exception {
        SipText request =
                provider.await(
                        method + " with " + header,
                        m -> m.request() && m.method().equals(method) && has(m, header));
        String told = request.header(header);
        assertTrue(RINGWAY.proves(told, method), told);
        if (!used.isEmpty()) {
            assertEquals(used, PhoneDigest.field(told, "algorithm"));
        }
        return request;
    }

    private static boolean has(SipText message, String header) {
        return !message.header(header).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA-256", "SHA-256,MD5", "MD5"})
    void shouldTellItsPasswordToRegister(String offered) throws Exception {
        try (Phone provider = Phone.listening()) {
            provider.ignore();
            try (SipServer server = customerOf(provider, "register=true")) {
                SipText first = provider.await("REGISTER", m -> m.method().equals("REGISTER"));
                List<String> demands = demands(offered, "trunk", "WWW-Authenticate");
                provider.respond(first, "401 Who", demands, "");
                SipText second =
                        proven(provider, "REGISTER", "Authorization", offered.split(",")[0]);
                provider.respond(second, "200 OK", List.of("Expires: 600"), "");
                assertTrue(server.sipPort() > 0);
            }
        }
    }

    @Test
    void shouldTellNothingToAForeignRealm() throws Exception {
        try (Phone provider = Phone.listening();
                SipServer server = customerOf(provider);
                Phone caller = Phone.udp(server.sipPort())) {
            PhoneCall call = caller.callTo(NUMBER);
            SipText invite = call.invite(caller.media().offer());
            List<String> demands = demands("SHA-256,MD5", "elsewhere", "WWW-Authenticate");
            provider.respond(provider.awaitInvite(), "401 Who", demands, "");
            assertTrue(call.finalAnswer(invite).status() >= 400);
            call.acknowledgeRefusal();
            server.awaitIdle();
            assertTrue(provider.received().stream().noneMatch(m -> has(m, "Authorization")));
        }
    }
}
