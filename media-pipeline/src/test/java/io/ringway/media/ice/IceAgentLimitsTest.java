package io.ringway.media.ice;

import static io.ringway.media.ice.LoneAgent.MS;
import static io.ringway.media.ice.Requests.address;
import static io.ringway.media.ice.SimCall.B4;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.stun.RandomSource;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one agent puts up with, and what it does not. */
class IceAgentLimitsTest {

    @Test
    void shouldTakeOnlySoManyCandidates() {
        LoneAgent lone = LoneAgent.described(IceMode.CONTROLLED);
        int refused = 0;
        for (int i = 0; i < 10_000; i++) {
            boolean added = lone.offer("198.51." + i / 250 + "." + (1 + i % 250), 2000);
            refused += added ? 0 : 1;
        }
        lone.runFor(10_000 * MS);

        assertEquals(10_000 - IceSettings.DEFAULTS.maxRemoteCandidates(), refused);
        assertEquals(64, lone.sent.stream().map(LoneAgent.Sent::destination).distinct().count());
    }

    @Test
    void shouldPassOverWhatItCannotCheck() {
        LoneAgent lone = LoneAgent.described(IceMode.CONTROLLING);

        assertTrue(lone.offer("abc.local", 2000));
        assertTrue(lone.offer("224.0.0.1", 2000));
        assertTrue(lone.offer("2001:db8::1", 2000));
        assertTrue(lone.offer("198.51.100.2", 0));
        lone.runFor(1_000 * MS);
        assertEquals(List.of(), lone.sent, "it has no IPv6 path, and the others are no hosts");
    }

    @Test
    void shouldBoundAddressesAPeerMakesItLearn() {
        LoneAgent lone = new LoneAgent(IceMode.LITE);
        for (int i = 0; i < 500; i++) {
            lone.agent.onValidatedCheck(
                    lone.checkFrom(address("203.0.113.5", 1000 + i), true), lone.nowNs());
            lone.runFor(MS);
        }
        long retired = lone.events.stream().filter(e -> e.startsWith("retired")).count();

        assertEquals(500, lone.validated.size());
        assertEquals(500 - IceSettings.DEFAULTS.maxSources(), retired);
        assertEquals(
                address("203.0.113.5", 1000),
                lone.agent.destination(),
                "nominations of equal rank may be replays of one");
        InetSocketAddress last = address("203.0.113.5", 1499);
        for (int i = 0; i < IceSettings.DEFAULTS.followMediaPackets(); i++) {
            lone.agent.onAuthenticatedMedia(last, 0, lone.nowNs());
        }
        assertEquals(last, lone.agent.destination(), "the last one still works");
    }

    @Test
    void shouldHaveSourcesForgottenThatAreOfNoUse() {
        LoneAgent lone = LoneAgent.described(IceMode.LITE);
        ValidatedCheck outdated = lone.checkFrom(B4, false);
        lone.agent.restart(IceCredentials.create(RandomSource.ofSeed(7)), lone.nowNs());
        lone.agent.restart(IceCredentials.create(RandomSource.ofSeed(8)), lone.nowNs());
        lone.events.clear();
        lone.agent.onValidatedCheck(outdated, lone.nowNs());
        assertEquals(List.of("retired " + B4), lone.events);
    }

    @Test
    void shouldFollowAuthenticatedMediaToAnotherValidPair() {
        LoneAgent lone = new LoneAgent(IceMode.LITE);
        InetSocketAddress other = address("198.51.100.9", 9);
        InetSocketAddress unproved = address("203.0.113.66", 6);
        lone.agent.onValidatedCheck(lone.checkFrom(B4, true), lone.nowNs());
        lone.agent.onValidatedCheck(lone.checkFrom(other, false), lone.nowNs());
        for (int i = 0; i < 20; i++) {
            lone.agent.onAuthenticatedMedia(unproved, 0, lone.nowNs());
        }
        assertEquals(B4, lone.agent.destination(), "no check came from there");

        for (int i = 0; i < 4; i++) {
            lone.agent.onAuthenticatedMedia(other, 0, lone.nowNs());
        }
        lone.agent.onAuthenticatedMedia(B4, 0, lone.nowNs());
        lone.agent.onAuthenticatedMedia(other, 0, lone.nowNs());
        assertEquals(B4, lone.agent.destination(), "a few strays are no reason");
        for (int i = 0; i < 4; i++) {
            lone.agent.onAuthenticatedMedia(other, 0, lone.nowNs());
        }
        assertEquals(other, lone.agent.destination());
    }

    @Test
    void shouldIgnoreEverythingOnceClosed() {
        LoneAgent lone = LoneAgent.described(IceMode.CONTROLLING);
        ValidatedCheck late = lone.checkFrom(B4, true);
        lone.agent.close();
        lone.agent.close();
        int before = lone.sent.size();
        lone.agent.onValidatedCheck(late, lone.nowNs());
        lone.offer("198.51.100.2", 2000);
        lone.agent.restart(Requests.REMOTE, lone.nowNs());
        lone.agent.onTimer(lone.nowNs() + 1_000_000 * MS);

        assertEquals(IceState.CLOSED, lone.agent.state());
        assertEquals(IceAgent.NO_DEADLINE, lone.agent.nextDeadlineNs());
        assertEquals(before, lone.sent.size());
        assertEquals(List.of("ufrag retired", "retired " + B4), lone.events);
    }
}
