package io.ringway.media.ice;

import static io.ringway.media.ice.Requests.address;
import static io.ringway.media.ice.SimNetwork.MS;
import static io.ringway.media.ice.SimNetwork.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.stun.RandomSource;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Two agents over a seeded network; every failure names its seed by the test's arguments. */
class IceSimTest {

    private static final InetSocketAddress A4 = address("192.0.2.1", 1000);
    private static final InetSocketAddress A6 = address("2001:db8::1", 1000);
    private static final InetSocketAddress B4 = address("198.51.100.2", 2000);
    private static final InetSocketAddress B4_SECOND = address("198.51.100.3", 2000);
    private static final InetSocketAddress B6 = address("2001:db8::2", 2000);
    private static final InetSocketAddress B4_REBOUND = address("198.51.100.2", 2999);

    static Stream<Arguments> combinations() {
        List<IceMode> modes = List.of(IceMode.values());
        return modes.stream()
                .flatMap(a -> modes.stream().map(b -> List.of(a, b)))
                .flatMap(
                        pair ->
                                IntStream.range(0, 8)
                                        .mapToObj(
                                                i ->
                                                        Arguments.of(
                                                                pair.get(0),
                                                                pair.get(1),
                                                                100 + i,
                                                                i * 0.05)));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void shouldConnectInAllModes(IceMode a, IceMode b, long seed, double loss) {
        SimNetwork network = new SimNetwork(seed);
        network.impair(loss, 30 * MS, 60 * MS);
        SimHost alice = host("alice", network, a, A4, A6);
        SimHost bob = host("bob", network, b, B4, B6);
        describeBoth(alice, bob, a, b);

        network.runUntilTrue(
                20 * SECOND, "both connected", () -> alice.isConnected() && bob.isConnected());
        network.runFor(10 * SECOND);

        assertMutual(alice, bob);
        assertEquals(0, alice.failed + bob.failed + alice.disconnected + bob.disconnected);
        assertEquals(1, alice.connected);
        assertEquals(1, bob.connected);
    }

    @ParameterizedTest
    @CsvSource({"LITE, CONTROLLING", "CONTROLLED, CONTROLLING", "CONTROLLING, CONTROLLED"})
    void shouldConnectQuicklyOnACleanPath(IceMode a, IceMode b) {
        SimNetwork network = new SimNetwork(1);
        network.impair(0, 10 * MS, 0);
        SimHost alice = host("alice", network, a, A4);
        SimHost bob = host("bob", network, b, B4);
        describeBoth(alice, bob, a, b);

        network.runUntilTrue(
                300 * MS, "both connected", () -> alice.isConnected() && bob.isConnected());
        assertEquals(List.of(B4), alice.selections);
        assertEquals(List.of(A4), bob.selections);
    }

    /** Nothing but the peer's own checks tells the callee where the caller is. */
    @ParameterizedTest
    @CsvSource({"LITE, CONTROLLING", "CONTROLLED, CONTROLLING", "CONTROLLING, CONTROLLED"})
    void shouldLearnPeerReflexiveAddresses(IceMode a, IceMode b) {
        SimNetwork network = new SimNetwork(2);
        SimHost alice = host("alice", network, a, A4);
        SimHost bob = host("bob", network, b, B4);
        alice.describe(bob, b == IceMode.LITE, false);
        bob.describe(alice, a == IceMode.LITE, true);

        network.runUntilTrue(
                5 * SECOND, "both connected", () -> alice.isConnected() && bob.isConnected());
        assertMutual(alice, bob);
    }

    /** The peer's checks arrive before its answer does. */
    @Test
    void shouldUseChecksThatCameBeforeTheDescription() {
        SimNetwork network = new SimNetwork(3);
        SimHost alice = host("alice", network, IceMode.CONTROLLED, A4);
        SimHost bob = host("bob", network, IceMode.CONTROLLING, B4);
        bob.describe(alice, false, true);
        network.runFor(2 * SECOND);
        assertFalse(alice.isConnected());
        assertEquals(0, alice.checksSent, "without credentials there is nothing to sign with");

        alice.describe(bob, false, false);

        network.runUntilTrue(
                5 * SECOND, "both connected", () -> alice.isConnected() && bob.isConnected());
        assertMutual(alice, bob);
    }

    @ParameterizedTest
    @CsvSource({"CONTROLLING, CONTROLLING", "CONTROLLED, CONTROLLED"})
    void shouldSettleRoleConflictsOnOneController(IceMode a, IceMode b) {
        SimNetwork network = new SimNetwork(4);
        SimHost alice = host("alice", network, a, A4);
        SimHost bob = host("bob", network, b, B4);
        describeBoth(alice, bob, a, b);

        network.runUntilTrue(
                10 * SECOND, "both connected", () -> alice.isConnected() && bob.isConnected());
        assertTrue(
                alice.agent.entry().controlling() != bob.agent.entry().controlling(),
                "one of them controls");
        assertMutual(alice, bob);
    }

    static Stream<Arguments> rebindings() {
        return Stream.of(
                        List.of(IceMode.LITE, IceMode.CONTROLLING),
                        List.of(IceMode.CONTROLLED, IceMode.CONTROLLING),
                        List.of(IceMode.CONTROLLING, IceMode.CONTROLLED))
                .flatMap(
                        pair ->
                                IntStream.range(0, 4)
                                        .mapToObj(
                                                i ->
                                                        Arguments.of(
                                                                pair.get(0),
                                                                pair.get(1),
                                                                200 + i,
                                                                i * 0.05)));
    }

    /** Bob's NAT gives him another port in the middle of the call. */
    @ParameterizedTest
    @MethodSource("rebindings")
    void shouldFollowARebindingNat(IceMode a, IceMode b, long seed, double loss) {
        SimNetwork network = new SimNetwork(seed);
        SimHost alice = host("alice", network, a, A4);
        SimHost bob = host("bob", network, b, B4);
        describeBoth(alice, bob, a, b);
        network.runUntilTrue(
                10 * SECOND, "both connected", () -> alice.isConnected() && bob.isConnected());
        network.impair(loss, 20 * MS, 20 * MS);
        talk(network, alice, bob, 5 * SECOND);

        bob.rebind(0, B4_REBOUND);
        talk(network, alice, bob, 25 * SECOND);

        assertEquals(B4_REBOUND, alice.agent.destination());
        int before = bob.mediaReceived;
        talk(network, alice, bob, 2 * SECOND);
        assertTrue(bob.mediaReceived - before > 50, "media reaches him again");
        assertEquals(0, alice.disconnected + bob.disconnected);
    }

    static Stream<Arguments> restarts() {
        return combinations().filter(a -> !(a.get()[3] instanceof Double d && d > 0.21));
    }

    @ParameterizedTest
    @MethodSource("restarts")
    void shouldRestartWithoutLosingMedia(IceMode a, IceMode b, long seed, double loss) {
        SimNetwork network = new SimNetwork(seed);
        SimHost alice = host("alice", network, a, A4);
        SimHost bob = host("bob", network, b, B4);
        describeBoth(alice, bob, a, b);
        network.runUntilTrue(
                10 * SECOND, "both connected", () -> alice.isConnected() && bob.isConnected());
        talk(network, alice, bob, SECOND);
        network.impair(loss, 20 * MS, 20 * MS);

        RandomSource random = RandomSource.ofSeed(seed);
        alice.agent.restart(IceCredentials.create(random), network.nowNs());
        assertEquals(2, alice.fragments.size(), "old and new are both valid");
        talk(network, alice, bob, SECOND / 2);
        bob.agent.restart(IceCredentials.create(random), network.nowNs());
        bob.describe(alice, a == IceMode.LITE, true);
        talk(network, alice, bob, SECOND / 5);
        alice.describe(bob, b == IceMode.LITE, true);
        int received = alice.mediaReceived + bob.mediaReceived;
        int refused = alice.mediaRefused + bob.mediaRefused;
        talk(network, alice, bob, 15 * SECOND);

        assertEquals(1, alice.fragments.size(), "the old one is gone");
        assertEquals(1, bob.fragments.size());
        assertTrue(alice.fragments.contains(alice.agent.entry().local().ufrag()));
        assertMutual(alice, bob);
        assertEquals(0, alice.disconnected + bob.disconnected + alice.failed + bob.failed);
        assertEquals(refused, alice.mediaRefused + bob.mediaRefused, "no media was refused");
        double share = (alice.mediaReceived + bob.mediaReceived - received) / 1500.0;
        assertTrue(share > 0.95 * (1 - loss) - 0.02, "got " + share + " of the media");
    }

    @ParameterizedTest
    @CsvSource({"LITE, CONTROLLING", "CONTROLLED, CONTROLLING", "CONTROLLING, CONTROLLED"})
    void shouldExpireAfterSilenceAndComeBack(IceMode a, IceMode b) {
        SimNetwork network = new SimNetwork(7);
        SimHost alice = host("alice", network, a, A4);
        SimHost bob = host("bob", network, b, B4);
        describeBoth(alice, bob, a, b);
        network.runFor(5 * SECOND);
        assertTrue(alice.isConnected());

        network.impair(1, 20 * MS, 0);
        long cutNs = network.nowNs();
        network.runUntilTrue(40 * SECOND, "alice notices", () -> alice.disconnected == 1);
        long noticed = network.nowNs() - cutNs;
        assertTrue(noticed > 22 * SECOND && noticed <= 30 * SECOND, noticed / MS + " ms");
        network.impair(0, 20 * MS, 0);
        network.runUntilTrue(14 * SECOND, "alice is back", () -> alice.connected == 2);
        network.runFor(20 * SECOND);

        assertTrue(alice.isConnected() && bob.isConnected());
        assertMutual(alice, bob);
        assertEquals(0, alice.failed + bob.failed);
    }

    @ParameterizedTest
    @CsvSource({"LITE, CONTROLLING", "CONTROLLED, CONTROLLING", "CONTROLLING, CONTROLLED"})
    void shouldFailWhenThePeerIsGoneAndReviveByRestart(IceMode a, IceMode b) {
        SimNetwork network = new SimNetwork(8);
        SimHost alice = host("alice", network, a, A4);
        SimHost bob = host("bob", network, b, B4);
        describeBoth(alice, bob, a, b);
        network.runFor(5 * SECOND);
        network.impair(1, 20 * MS, 0);
        network.runFor(90 * SECOND);
        assertEquals(IceState.FAILED, alice.agent.state());
        assertEquals(IceAgent.NO_DEADLINE, alice.deadlineNs());
        assertEquals(1, alice.failed);

        network.impair(0, 20 * MS, 0);
        RandomSource random = RandomSource.ofSeed(9);
        alice.agent.restart(IceCredentials.create(random), network.nowNs());
        bob.agent.restart(IceCredentials.create(random), network.nowNs());
        describeBoth(alice, bob, a, b);

        network.runUntilTrue(
                10 * SECOND, "both connected", () -> alice.isConnected() && bob.isConnected());
        assertMutual(alice, bob);
    }

    @Test
    void shouldFailWhenNothingAnswers() {
        SimNetwork network = new SimNetwork(9);
        SimHost alice = host("alice", network, IceMode.CONTROLLING, A4);
        SimHost bob = host("bob", network, IceMode.CONTROLLED, B4);
        network.impair(1, 20 * MS, 0);
        describeBoth(alice, bob, IceMode.CONTROLLING, IceMode.CONTROLLED);

        network.runFor(39 * SECOND);
        assertEquals(0, alice.failed);
        assertEquals(7, alice.checksSent, "one pair, seven transmissions");
        network.runFor(2 * SECOND);
        assertEquals(1, alice.failed);
        assertEquals(0, alice.connected + alice.disconnected);
    }

    /** The pair in use dies; another that was found valid takes over without a restart. */
    @Test
    void shouldMoveToAnotherPairWhenTheSelectedOneDies() {
        SimNetwork network = new SimNetwork(10);
        SimHost alice = host("alice", network, IceMode.CONTROLLED, A4);
        SimHost bob = host("bob", network, IceMode.CONTROLLING, B4, B4_SECOND);
        describeBoth(alice, bob, IceMode.CONTROLLED, IceMode.CONTROLLING);
        network.runUntilTrue(
                10 * SECOND, "both connected", () -> alice.isConnected() && bob.isConnected());
        assertEquals(B4, alice.agent.destination());

        bob.rebind(0, address("203.0.113.99", 9));
        network.runFor(60 * SECOND);

        assertTrue(alice.isConnected() && bob.isConnected(), alice.agent.state().toString());
        assertMutual(alice, bob);
    }

    private static SimHost host(
            String name, SimNetwork network, IceMode mode, InetSocketAddress... addresses) {
        return new SimHost(name, network, mode, IceSettings.DEFAULTS, addresses);
    }

    private static void describeBoth(SimHost alice, SimHost bob, IceMode a, IceMode b) {
        alice.describe(bob, b == IceMode.LITE, true);
        bob.describe(alice, a == IceMode.LITE, true);
    }

    /** Both send a packet every 20 ms. */
    private static void talk(SimNetwork network, SimHost alice, SimHost bob, long ns) {
        for (long t = 0; t < ns; t += 20 * MS) {
            alice.sendMedia();
            bob.sendMedia();
            network.runFor(20 * MS);
        }
    }

    /** Each sends to an address of the other, from the address the other sends to. */
    private static void assertMutual(SimHost alice, SimHost bob) {
        InetSocketAddress toBob = alice.agent.destination();
        InetSocketAddress toAlice = bob.agent.destination();
        assertTrue(toBob != null && toAlice != null);
        assertTrue(bob.owns(toBob), alice.name + " sends to " + toBob);
        assertTrue(alice.owns(toAlice), bob.name + " sends to " + toAlice);
        assertTrue(alice.sources.contains(toBob) && bob.sources.contains(toAlice));
        boolean sameFamily = toBob.getAddress().getClass().equals(toAlice.getAddress().getClass());
        assertTrue(sameFamily, toBob + " and " + toAlice);
    }
}
