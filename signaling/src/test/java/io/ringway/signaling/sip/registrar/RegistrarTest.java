package io.ringway.signaling.sip.registrar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.signaling.sip.auth.AuthScope;
import io.ringway.signaling.sip.auth.DigestSecret;
import io.ringway.signaling.sip.auth.DigestServer;
import io.ringway.signaling.sip.auth.DigestSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sip.header.ContactHeader;
import javax.sip.header.MinExpiresHeader;
import javax.sip.message.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RegistrarTest {

    private static final RegistrarSettings SETTINGS =
            new RegistrarSettings(Set.of("example.org"), 60, 3_600, 7_200, 3, 5, 25);
    private static final String HERE = "Contact: <sip:alice@192.0.2.7:5062>";

    private long nowNs = -5_000;
    private final SipUsers users = new SipUsers(List.of(user("alice"), user("bob")));
    private final Registrar registrar =
            new Registrar(
                    SETTINGS,
                    users,
                    new DigestServer(
                            DigestSettings.defaults("ringway"),
                            AuthScope.USER_AGENT,
                            users,
                            new byte[32]),
                    () -> nowNs);
    private final Phone alice = new Phone(registrar, "alice", "secret");

    private static SipUser user(String name) {
        return new SipUser(name, name, new DigestSecret.Password("secret"), "");
    }

    private static List<ContactHeader> contacts(Response response) {
        assertEquals(Response.OK, response.getStatusCode(), response::toString);
        List<ContactHeader> contacts = new ArrayList<>();
        ListIterator<?> headers = response.getHeaders("Contact");
        while (headers != null && headers.hasNext()) {
            contacts.add((ContactHeader) headers.next());
        }
        return contacts;
    }

    private List<String> uris(String user) {
        return registrar.contacts(user).stream()
                .map(binding -> binding.contact().toString())
                .toList();
    }

    @Test
    void shouldAskForCredentialsAndThenRegister() {
        Response first = registrar.answer(Phone.request("alice", "a", 1, HERE), Phone.SOURCE);
        assertEquals(Response.UNAUTHORIZED, first.getStatusCode());
        assertNotNull(first.getHeader("WWW-Authenticate"));
        assertEquals(List.of(), uris("alice"));

        List<ContactHeader> contacts = contacts(alice.register(HERE));
        assertEquals(1, contacts.size());
        assertEquals(3_600, contacts.getFirst().getExpires());
        assertEquals(List.of("sip:alice@192.0.2.7:5062"), uris("alice"));
        assertEquals(1, registrar.counted(RegistrarCounter.UPDATED));
    }

    @Test
    void shouldNotRegisterSomebodyElse() {
        assertEquals(401, new Phone(registrar, "alice", "guess").register(HERE).getStatusCode());
        Phone bob = new Phone(registrar, "bob", "secret");
        assertEquals(403, bob.registerAs("alice", HERE).getStatusCode());
        assertEquals(List.of(), uris("alice"));
        assertEquals(1, registrar.counted(RegistrarCounter.FORBIDDEN));
    }

    @Test
    void shouldRefreshExpireAndForget() {
        alice.register(HERE + ";expires=100");
        nowNs += TimeUnit.SECONDS.toNanos(50);
        List<ContactHeader> asked = contacts(alice.register());
        assertEquals(50, asked.getFirst().getExpires(), "a query tells what is left");
        alice.register(HERE + ";expires=100");
        nowNs += TimeUnit.SECONDS.toNanos(99);
        assertEquals(1, uris("alice").size());
        nowNs += TimeUnit.SECONDS.toNanos(1);
        assertEquals(List.of(), uris("alice"));
        assertEquals(1, registrar.all().size());
        registrar.sweep();
        assertEquals(0, registrar.all().size());
    }

    @ParameterizedTest
    @CsvSource({"59, 423", "60, 200", "7201, 200", "0, 200"})
    void shouldBoundExpiry(int expiresS, int status) {
        Response response = alice.register(HERE, "Expires: " + expiresS);
        assertEquals(status, response.getStatusCode());
        if (status == 423) {
            MinExpiresHeader min = (MinExpiresHeader) response.getHeader(MinExpiresHeader.NAME);
            assertEquals(60, min.getExpires());
        } else if (expiresS > 0) {
            int granted = contacts(response).getFirst().getExpires();
            assertEquals(Math.min(expiresS, 7_200), granted);
        }
    }

    @Test
    void shouldKeepSeveralContactsByPreference() {
        alice.register(
                "Contact: <sip:alice@192.0.2.7:1>;q=0.2,<sip:alice@192.0.2.7:2>;q=0.9",
                "Contact: <sip:alice@192.0.2.7:3>;expires=0");
        assertEquals(List.of("sip:alice@192.0.2.7:2", "sip:alice@192.0.2.7:1"), uris("alice"));
        alice.register("Contact: <sip:alice@192.0.2.7:2>;expires=0");
        assertEquals(List.of("sip:alice@192.0.2.7:1"), uris("alice"));
        assertEquals(List.of(), contacts(alice.register("Contact: *", "Expires: 0")));
        assertEquals(List.of(), uris("alice"));
    }

    @Test
    void shouldRefuseAStarThatIsNotAlone() {
        alice.register(HERE);
        assertEquals(400, alice.register("Contact: *", "Expires: 60").getStatusCode());
        assertEquals(400, alice.register("Contact: *").getStatusCode());
        assertEquals(1, uris("alice").size());
    }

    @Test
    void shouldNotLetAnOldRequestUndoALaterOne() {
        alice.register(HERE);
        alice.sequence(0);
        assertEquals(500, alice.register("Contact: *", "Expires: 0").getStatusCode());
        assertEquals(1, uris("alice").size());
        alice.sequence(0);
        String[] gone = {"Contact: *", "Expires: 0"};
        assertEquals(200, alice.register("restarted", gone).getStatusCode());
        assertEquals(List.of(), uris("alice"));
    }

    @Test
    void shouldReplaceAnInstanceOnAnotherAddress() {
        String instance = ";+sip.instance=\"<urn:uuid:00000000-0000-1000-8000-000A95A0E128>\"";
        alice.register("Contact: <sip:alice@192.0.2.7:1;ob>;reg-id=1" + instance);
        alice.register("Contact: <sip:alice@192.0.2.7:2;ob>;reg-id=2" + instance);
        Response response =
                alice.register("Contact: <sip:alice@192.0.2.7:3;ob>;reg-id=1" + instance);
        assertEquals(2, contacts(response).size());
        assertEquals("outbound", response.getHeader("Require").toString().substring(9).strip());
        assertEquals(
                Set.of(1, 2),
                Set.copyOf(registrar.contacts("alice").stream().map(Binding::regId).toList()));
        assertTrue(
                uris("alice").stream().noneMatch(uri -> uri.contains(":1")),
                uris("alice")::toString);
    }

    @Test
    void shouldStoreThePathAndEchoIt() {
        Response response =
                alice.register(
                        HERE,
                        "Supported: path",
                        "Path: <sip:edge.example.org;lr>,<sip:in.example.org;lr>");
        assertNotNull(response.getHeader("Path"));
        assertEquals(
                List.of("<sip:edge.example.org;lr>", "<sip:in.example.org;lr>"),
                registrar.contacts("alice").getFirst().path());
    }

    @Test
    void shouldCapContactsOfOneAndOfAll() {
        for (int i = 1; i <= 3; i++) {
            assertEquals(
                    200,
                    alice.register("Contact: <sip:alice@192.0.2.7:" + i + ">").getStatusCode());
        }
        assertEquals(403, alice.register("Contact: <sip:alice@192.0.2.7:4>").getStatusCode());
        Phone bob = new Phone(registrar, "bob", "secret");
        List<Integer> statuses =
                IntStream.rangeClosed(1, 3)
                        .mapToObj(
                                i ->
                                        bob.register("Contact: <sip:bob@192.0.2.8:" + i + ">")
                                                .getStatusCode())
                        .toList();
        assertEquals(List.of(200, 200, 503), statuses);
        assertEquals(2, registrar.counted(RegistrarCounter.TOO_MANY));
        assertEquals(200, alice.register("Contact: <sip:alice@192.0.2.7:3>").getStatusCode());
    }

    @Test
    void shouldRefuseWhatIsNotForIt() {
        assertEquals(401, new Phone(registrar, "carol", "secret").register(HERE).getStatusCode());
        Phone bob = new Phone(registrar, "bob", "secret");
        assertEquals(404, bob.registerAs("carol", HERE).getStatusCode());
        assertEquals(420, alice.register(HERE, "Require: teleport").getStatusCode());
        assertEquals(400, alice.register("Contact: <tel:+4930>").getStatusCode());
    }
}
