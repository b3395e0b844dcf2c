package io.ringway.signaling.sip.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.sip.header.Header;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Server and client against each other, over messages as the parser yields them. */
final class DigestServerTest {

    private static final byte[] SECRET = new byte[32];
    private static final InetAddress PHONE = address("192.0.2.7");
    private static final InetAddress STRANGER = address("198.51.100.9");
    private static final long LIFETIME_NS = TimeUnit.MINUTES.toNanos(5);

    private final DigestServer server = server(DigestSettings.defaults("example.org"));
    private final DigestClient client = client("secret");
    private long nowNs = Long.MAX_VALUE - 1_000;

    private static InetAddress address(String literal) {
        return InetAddress.ofLiteral(literal);
    }

    private static DigestServer server(DigestSettings settings) {
        return new DigestServer(
                settings,
                AuthScope.USER_AGENT,
                user -> user.equals("alice") ? new DigestSecret.Password("secret") : null,
                SECRET);
    }

    private static DigestClient client(String password) {
        Credentials credentials =
                new Credentials(
                        "alice", new DigestSecret.Password(password), Set.of("example.org"));
        return new DigestClient(credentials, () -> "0a4f113b");
    }

    private static Request invite() {
        return Messages.request("INVITE", "sip:bob@example.org", "v=0");
    }

    private Response challenge(Request request) {
        DigestVerdict.Challenge challenge =
                assertInstanceOf(
                        DigestVerdict.Challenge.class, server.verify(request, PHONE, nowNs));
        return Messages.response(challenge.status(), request, challenge.headers());
    }

    private Request authorized() {
        Request first = invite();
        DigestAnswer answer = client.answer(challenge(first), first);
        return Messages.sent(assertInstanceOf(DigestAnswer.Retry.class, answer).request());
    }

    private DigestVerdict verify(Request request) {
        return server.verify(request, PHONE, nowNs);
    }

    private static boolean stale(DigestVerdict verdict) {
        List<Header> headers = assertInstanceOf(DigestVerdict.Challenge.class, verdict).headers();
        return headers.getFirst().toString().contains("stale=true");
    }

    @Test
    void shouldAskStrongestFirstAndVerifyTheAnswer() {
        Response challenge = challenge(invite());
        List<String> offered = AuthScope.values(challenge, "WWW-Authenticate");
        assertEquals(401, challenge.getStatusCode());
        assertEquals(2, offered.size());
        assertTrue(offered.get(0).contains("algorithm=SHA-256"), offered.get(0));
        assertTrue(offered.get(1).contains("algorithm=MD5"), offered.get(1));

        Request retry = authorized();
        assertTrue(retry.getHeader("Authorization").toString().contains("algorithm=SHA-256"));
        assertTrue(retry.getHeader("CSeq").toString().contains("8 INVITE"));
        assertFalse(retry.getHeader("Via").toString().contains("branch=z9hG4bKone"));
        assertEquals(new DigestVerdict.Verified("alice"), verify(retry));
        assertEquals(1, server.count(DigestCounter.VERIFIED));
        assertEquals(2, server.count(DigestCounter.ABSENT));
    }

    @ParameterizedTest
    @EnumSource(DigestAlgorithm.class)
    void shouldSpeakEveryAlgorithmWithTheBodyProtected(DigestAlgorithm algorithm) {
        DigestSettings usual = DigestSettings.defaults("example.org");
        DigestServer other =
                server(
                        new DigestSettings(
                                usual.realm(),
                                List.of(algorithm),
                                true,
                                usual.nonceLifetimeMs(),
                                usual.maxNonces(),
                                usual.maxFailures(),
                                usual.failureWindowMs(),
                                usual.maxFailureSources()));
        Request first = invite();
        DigestVerdict.Challenge asked =
                assertInstanceOf(DigestVerdict.Challenge.class, other.verify(first, PHONE, nowNs));
        String onlyIntegrity =
                asked.headers().getFirst().toString().replace("auth,auth-int", "auth-int");
        Response response =
                Messages.response(
                        401,
                        first,
                        List.of(Messages.challenge(onlyIntegrity.split(":", 2)[1].strip())));
        Request retry =
                assertInstanceOf(DigestAnswer.Retry.class, client.answer(response, first))
                        .request();
        assertTrue(retry.toString().contains("qop=auth-int"), retry.toString());
        Request tampered = Messages.parse(retry.toString().replace("v=0", "v=1"));
        assertInstanceOf(DigestVerdict.Challenge.class, other.verify(tampered, PHONE, nowNs));
        assertEquals(1, other.count(DigestCounter.WRONG));
        assertEquals(
                new DigestVerdict.Verified("alice"),
                other.verify(Messages.sent(retry), PHONE, nowNs));
    }

    @Test
    void shouldRefuseAReplay() {
        Request overheard = authorized();
        assertInstanceOf(DigestVerdict.Verified.class, verify(overheard));
        assertTrue(stale(verify(overheard)));
        assertEquals(1, server.count(DigestCounter.REPLAYED));
    }

    @Test
    void shouldTakeEveryCountOnceInAnyOrder() {
        authorized();
        Request[] requests = new Request[3];
        for (int i = 0; i < requests.length; i++) {
            Request next = invite();
            client.authorize(next);
            requests[i] = Messages.sent(next);
        }
        for (int i = 2; i >= 0; i--) {
            assertInstanceOf(DigestVerdict.Verified.class, verify(requests[i]));
        }
        assertInstanceOf(DigestVerdict.Challenge.class, verify(requests[1]));
    }

    @Test
    void shouldCallAnOldNonceStale() {
        Request request = authorized();
        nowNs += LIFETIME_NS;
        assertTrue(stale(verify(request)));
    }

    @Test
    void shouldNotAcceptAnotherSourcesNonce() {
        assertTrue(stale(server.verify(authorized(), STRANGER, nowNs)));
        assertEquals(0, server.count(DigestCounter.WRONG));
    }

    @Test
    void shouldNotAcceptCredentialsOfAnotherRequest() {
        Request elsewhere =
                Messages.parse(
                        authorized().toString().replace("INVITE sip:bob@", "INVITE sip:carol@"));
        assertFalse(stale(verify(elsewhere)));
        assertEquals(1, server.count(DigestCounter.WRONG_URI));
        Request otherMethod =
                Messages.parse(
                        authorized()
                                .toString()
                                .replace("INVITE sip", "MESSAGE sip")
                                .replace("8 INVITE", "8 MESSAGE"));
        assertFalse(stale(verify(otherMethod)));
        assertEquals(1, server.count(DigestCounter.WRONG));
    }

    @Test
    void shouldAllowWhatPhonesLeaveOutOfTheUri() {
        Request routed =
                Messages.parse(
                        authorized()
                                .toString()
                                .replace(
                                        "INVITE sip:bob@example.org ",
                                        "INVITE sip:bob@EXAMPLE.org:5060;transport=tcp "));
        assertInstanceOf(DigestVerdict.Verified.class, verify(routed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Digest username=\"alice\"",
                "Digest username=\"alice\",realm=\"example.org\",nonce=\"x\",uri=\"sip:x\","
                        + "response=\"00\",qop=auth,nc=1,cnonce=\"a\"",
                "Digest username=\"alice\",realm=\"example.org\",nonce=\"x\",uri=\"sip:x\","
                        + "response=\"00\",algorithm=SHA-1",
            })
    void shouldAskAgainAfterMalformedCredentials(String value) {
        Request request = invite();
        request.addHeader(AuthScope.header("Authorization", value));
        assertFalse(stale(verify(request)));
        assertEquals(1, server.count(DigestCounter.MALFORMED));
    }

    @Test
    void shouldStopASourceThatTriesPasswords() {
        for (int i = 0; i < 10; i++) {
            Request first = invite();
            DigestAnswer answer = client("guess" + i).answer(challenge(first), first);
            Request guess = assertInstanceOf(DigestAnswer.Retry.class, answer).request();
            assertFalse(stale(verify(Messages.sent(guess))));
        }
        assertInstanceOf(DigestVerdict.Forbidden.class, verify(invite()));
        assertInstanceOf(DigestVerdict.Challenge.class, server.verify(invite(), STRANGER, nowNs));
        nowNs += TimeUnit.MINUTES.toNanos(1);
        assertInstanceOf(DigestVerdict.Verified.class, verify(authorized()));
        assertEquals(10, server.count(DigestCounter.WRONG));
        assertEquals(1, server.count(DigestCounter.LIMITED));
    }

    @Test
    void shouldAcceptANonceOnceFromClientsWithoutQop() {
        Request first = invite();
        String asked = challenge(first).getHeader("WWW-Authenticate").toString().replace("MD5", "");
        String nonce = asked.replaceAll("(?s).*nonce=\"([^\"]*)\".*", "$1");
        DigestInput input =
                new DigestInput(
                        "alice",
                        "example.org",
                        nonce,
                        "",
                        "",
                        Qop.NONE,
                        "INVITE",
                        "sip:bob@example.org",
                        new byte[0]);
        String response = input.response(DigestAlgorithm.MD5, new DigestSecret.Password("secret"));
        first.addHeader(
                AuthScope.header(
                        "Authorization",
                        "Digest username=\"alice\",realm=\"example.org\",nonce=\"%s\",uri=\"%s\",response=\"%s\""
                                .formatted(nonce, "sip:bob@example.org", response)));
        assertInstanceOf(DigestVerdict.Verified.class, verify(Messages.sent(first)));
        assertTrue(stale(verify(Messages.sent(first))));
    }
}
