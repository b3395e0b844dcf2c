package io.ringway.media.ice;

import static io.ringway.media.ice.LoneAgent.MS;
import static io.ringway.media.ice.Requests.address;
import static io.ringway.media.ice.SimCall.B4;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.counters.Counter;
import io.ringway.media.stun.StunClass;
import io.ringway.media.stun.StunIntegrity;
import io.ringway.media.stun.StunMessage;
import io.ringway.media.stun.TransactionId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one agent sends and what it makes of answers. */
class IceAgentTest {

    private final StunIntegrity integrity = new StunIntegrity();

    @Test
    void shouldSendChecksAsTheRfcWantsThem() {
        LoneAgent lone = LoneAgent.described(IceMode.CONTROLLING);
        lone.offer("198.51.100.2", 2000);
        StunMessage check = LoneAgent.parsed(lone.sent.getFirst());

        assertEquals(StunClass.REQUEST, check.messageClass());
        assertEquals(B4, lone.sent.getFirst().destination());
        assertEquals(
                Requests.REMOTE.ufrag() + ":" + Requests.LOCAL.ufrag(),
                check.bytes()
                        .getStringWithoutLengthAscii(
                                check.usernameOffset(), check.usernameLength()));
        assertTrue(integrity.verifyFingerprint(check));
        assertTrue(integrity.verifyIntegrity(check, Requests.REMOTE.key()));
        assertTrue(check.hasControlling() && !check.hasControlled());
        assertFalse(check.useCandidate(), "nomination is regular");
        assertEquals(110, check.priority() >> 24, "PRIORITY is that of a peer-reflexive one");
        assertEquals(LoneAgent.LEG_ID, TransactionId.legIdOf(check.bytes(), 0, LoneAgent.SECRET));
    }

    @Test
    void shouldRepeatTheSameBytesAndPaceNewChecks() {
        LoneAgent lone = LoneAgent.described(IceMode.CONTROLLED);
        for (int i = 0; i < 10; i++) {
            lone.offer("198.51.100." + (10 + i), 2000);
        }
        lone.runFor(450 * MS);
        assertEquals(10, lone.sent.size(), "first all of them once");
        for (int i = 1; i < lone.sent.size(); i++) {
            assertEquals(50 * MS, lone.sent.get(i).atNs() - lone.sent.get(i - 1).atNs());
        }

        lone.runFor(2_000 * MS);
        LoneAgent.Sent first = lone.sent.getFirst();
        List<LoneAgent.Sent> repeats =
                lone.sent.stream()
                        .filter(s -> s.destination().equals(first.destination()))
                        .toList();
        assertTrue(repeats.size() > 1);
        repeats.forEach(s -> assertEquals(first.hex(), s.hex()));
    }

    @Test
    void shouldIgnoreAnswersThatAreNotThePeers() {
        LoneAgent lone = LoneAgent.described(IceMode.CONTROLLING);
        lone.offer("198.51.100.2", 2000);
        LoneAgent.Sent check = lone.sent.getFirst();
        byte[] forged = lone.answer(check, Requests.LOCAL.key());
        byte[] genuine = lone.answer(check, Requests.REMOTE.key());
        byte[] unknown = genuine.clone();
        unknown[19] ^= 1;

        assertEquals(Counter.DROP_STUN_INTEGRITY.code(), lone.respond(forged, B4));
        assertEquals(Counter.DROP_STUN_UNKNOWN_TRANSACTION.code(), lone.respond(unknown, B4));
        assertEquals(Counter.DROP_STUN_MALFORMED.code(), lone.respond(new byte[3], B4));
        assertEquals(Counter.DROP_STUN_MALFORMED.code(), lone.respond(check.bytes(), B4));
        assertEquals(List.of(), lone.validated);
        assertEquals(genuine.length, lone.respond(genuine, B4));
        assertEquals(List.of(B4), lone.validated);
    }

    /** RFC 8445 §7.2.5.2.1: an answer from elsewhere fails the pair. */
    @Test
    void shouldFailPairsWithAsymmetricAnswers() {
        LoneAgent lone = LoneAgent.described(IceMode.CONTROLLING);
        lone.offer("198.51.100.2", 2000);
        byte[] genuine = lone.answer(lone.sent.getFirst(), Requests.REMOTE.key());

        lone.respond(genuine, address("198.51.100.2", 2001));
        lone.runFor(5_000 * MS);

        assertEquals(List.of(), lone.validated);
        assertEquals(1, lone.sent.size(), "no retransmission of a failed check");
    }

    @Test
    void shouldNominateAndSelect() {
        LoneAgent lone = LoneAgent.described(IceMode.CONTROLLING);
        lone.offer("198.51.100.2", 2000);
        lone.respond(lone.answer(lone.sent.getFirst(), Requests.REMOTE.key()), B4);
        lone.runFor(60 * MS);
        assertEquals(List.of(), lone.events);
        LoneAgent.Sent nomination = lone.sent.getLast();
        assertTrue(LoneAgent.parsed(nomination).useCandidate());

        lone.respond(lone.answer(nomination, Requests.REMOTE.key()), B4);

        assertEquals(List.of("selected 0 " + B4, "connected"), lone.events);
        assertEquals(B4, lone.agent.destination());
        assertEquals(IceState.CONNECTED, lone.agent.state());
    }
}
