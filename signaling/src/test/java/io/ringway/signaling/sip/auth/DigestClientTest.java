package io.ringway.signaling.sip.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.sip.header.Header;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.junit.jupiter.api.Test;

final class DigestClientTest {

    private static final String MD5 =
            "Digest realm=\"Here\",nonce=\"%s\",algorithm=MD5,qop=\"auth\"";
    private static final String SHA =
            "Digest realm=\"Here\",nonce=\"%s\",algorithm=SHA-256,qop=\"auth,auth-int\"";

    private final DigestClient client = client(new DigestSecret.Password("secret"));
    private final Request request = Messages.request("REGISTER", "sip:example.org", "");

    private static DigestClient client(DigestSecret secret) {
        return new DigestClient(
                new Credentials("alice", secret, Set.of("here", "there")), () -> "client");
    }

    private static Response asked(Request request, String... challenges) {
        List<Header> headers = Stream.of(challenges).map(Messages::challenge).toList();
        return Messages.response(401, request, headers);
    }

    private DigestAnswer answer(Request challenged, String... challenges) {
        return client.answer(asked(challenged, challenges), challenged);
    }

    private static Request retry(DigestAnswer answer) {
        return assertInstanceOf(DigestAnswer.Retry.class, answer, answer::toString).request();
    }

    private static String credentials(Request request) {
        return String.join("\n", AuthScope.values(request, "Authorization"));
    }

    private static DigestAnswer.Reason reason(DigestAnswer answer) {
        return assertInstanceOf(DigestAnswer.GiveUp.class, answer).reason();
    }

    @Test
    void shouldPickTheStrongestWhateverTheOrder() {
        Request next = retry(answer(request, MD5.formatted("1"), SHA.formatted("2")));
        assertTrue(credentials(next).contains("algorithm=SHA-256"), credentials(next));
        assertTrue(credentials(next).contains("qop=auth,nc=00000001"), credentials(next));
        assertEquals("", credentials(request), "the challenged request stays as it was");
    }

    @Test
    void shouldNeverAnswerAForeignRealm() {
        DigestAnswer answer =
                answer(request, "Digest realm=\"elsewhere\",nonce=\"1\",qop=\"auth\"");
        assertEquals(DigestAnswer.Reason.FOREIGN_REALM, reason(answer));
        assertTrue(answer.toString().contains("realm 'elsewhere'"), answer.toString());
        Request later = Messages.request("REGISTER", "sip:example.org", "");
        client.authorize(later);
        assertEquals("", credentials(later));
    }

    @Test
    void shouldAnswerOnlyItsOwnOfSeveralRealms() {
        Request next =
                retry(
                        answer(
                                request,
                                "Digest realm=\"elsewhere\",nonce=\"1\",algorithm=SHA-256",
                                MD5.formatted("2")));
        assertFalse(credentials(next).contains("elsewhere"), credentials(next));
        assertTrue(credentials(next).contains("nonce=\"2\""), credentials(next));
    }

    @Test
    void shouldAnswerProxyAndServer() {
        Response both = asked(request, MD5.formatted("1"));
        both.addHeader(
                AuthScope.header(
                        "Proxy-Authenticate",
                        "Digest realm=\"there\",nonce=\"2\",opaque=\"o\",qop=\"auth\""));
        Request next = retry(client.answer(both, request));
        assertTrue(credentials(next).contains("realm=\"Here\""), credentials(next));
        String proxy = next.getHeader("Proxy-Authorization").toString();
        assertTrue(proxy.contains("opaque=\"o\""), proxy);
        assertTrue(proxy.contains("realm=\"there\""), proxy);
    }

    @Test
    void shouldTryANonceOnce() {
        Request next = retry(answer(request, MD5.formatted("1")));
        assertEquals(DigestAnswer.Reason.REFUSED, reason(answer(next, MD5.formatted("1"))));
    }

    @Test
    void shouldStopWhenTheFreshNonceIsRefused() {
        Request next = retry(answer(request, MD5.formatted("1")));
        assertEquals(DigestAnswer.Reason.REFUSED, reason(answer(next, MD5.formatted("2"))));
    }

    @Test
    void shouldFollowStaleNoncesButNotForEver() {
        Request next = retry(answer(request, MD5.formatted("0")));
        for (int i = 1; i <= 3; i++) {
            next = retry(answer(next, MD5.formatted(i) + ",stale=TRUE"));
        }
        assertEquals(
                DigestAnswer.Reason.REFUSED,
                reason(answer(next, MD5.formatted("4") + ",stale=true")));
    }

    @Test
    void shouldSendCredentialsAtOnceAndCountThem() {
        retry(answer(request, SHA.formatted("1")));
        Request later = Messages.request("REGISTER", "sip:example.org", "");
        client.authorize(later);
        assertTrue(credentials(later).contains("nc=00000002"), credentials(later));
        // The server was restarted and does not know its nonce: another try, with the new one.
        Request next = retry(answer(later, SHA.formatted("2")));
        assertTrue(credentials(next).contains("nonce=\"2\""), credentials(next));
        assertEquals(DigestAnswer.Reason.REFUSED, reason(answer(next, SHA.formatted("3"))));
    }

    @Test
    void shouldIgnoreWhatItDoesNotUnderstand() {
        assertEquals(
                DigestAnswer.Reason.NOT_UNDERSTOOD,
                reason(
                        answer(
                                request,
                                "Digest realm=\"Here\",nonce=\"1\",algorithm=SHA-3",
                                "Digest realm=\"Here\",nonce=\"1\",qop=\"token\"")));
    }

    @Test
    void shouldUseOnlyHashesItHas() {
        String ha1 = DigestAlgorithm.Hash.MD5.hex("alice:Here:secret");
        DigestClient hashed =
                client(new DigestSecret.Hashed(Map.of(DigestAlgorithm.Hash.MD5, ha1)));
        Request next =
                retry(
                        hashed.answer(
                                asked(request, SHA.formatted("1"), MD5.formatted("1")), request));
        assertEquals(credentials(retry(answer(request, MD5.formatted("1")))), credentials(next));
    }

    @Test
    void shouldNotPrintSecrets() {
        assertFalse(new DigestSecret.Password("hush").toString().contains("hush"));
        assertThrows(
                IllegalArgumentException.class,
                () -> new DigestSecret.Hashed(Map.of(DigestAlgorithm.Hash.MD5, "abc")));
    }

    @Test
    void shouldReadQuotedValuesAsWritten() {
        AuthParameters parameters =
                AuthParameters.parse(
                        "digest  Realm = \"a \\\"b\\\", c=d\" , nonce=\"\",stale=true");
        assertEquals("a \\\"b\\\", c=d", parameters == null ? null : parameters.value("realm"));
        assertEquals("", parameters == null ? null : parameters.value("nonce"));
        assertNull(AuthParameters.parse("Basic realm=\"a\""));
        assertNull(AuthParameters.parse("Digest realm=\"a"));
        assertNull(AuthParameters.parse("Digest realm=\"a\" nonce=\"b\""));
        assertNull(AuthParameters.parse("Digest realm=\"a\",REALM=\"b\""));
    }
}
