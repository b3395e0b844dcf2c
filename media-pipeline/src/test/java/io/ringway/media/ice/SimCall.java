package io.ringway.media.ice;

import static io.ringway.media.ice.Requests.address;
import static io.ringway.media.ice.SimNetwork.MS;
import static io.ringway.media.ice.SimNetwork.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.stun.RandomSource;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Alice and Bob on one simulated network, and what tests keep asking of them. */
final class SimCall {

    static final InetSocketAddress A4 = address("192.0.2.1", 1000);
    static final InetSocketAddress A6 = address("2001:db8::1", 1000);
    static final InetSocketAddress B4 = address("198.51.100.2", 2000);
    static final InetSocketAddress B4_SECOND = address("198.51.100.3", 2000);
    static final InetSocketAddress B6 = address("2001:db8::2", 2000);
    static final InetSocketAddress B4_REBOUND = address("198.51.100.2", 2999);

    final SimNetwork network;
    final SimHost alice;
    final SimHost bob;
    private final IceMode aliceMode;
    private final IceMode bobMode;
    private final RandomSource random;

    /** One IPv4 address each. */
    SimCall(long seed, IceMode aliceMode, IceMode bobMode) {
        this(seed, aliceMode, List.of(A4), bobMode, List.of(B4));
    }

    SimCall(
            long seed,
            IceMode aliceMode,
            List<InetSocketAddress> aliceAddresses,
            IceMode bobMode,
            List<InetSocketAddress> bobAddresses) {
        this.network = new SimNetwork(seed);
        this.random = RandomSource.ofSeed(seed);
        this.aliceMode = aliceMode;
        this.bobMode = bobMode;
        this.alice = host("alice", aliceMode, aliceAddresses);
        this.bob = host("bob", bobMode, bobAddresses);
    }

    private SimHost host(String name, IceMode mode, List<InetSocketAddress> addresses) {
        return new SimHost(
                name,
                network,
                mode,
                IceSettings.DEFAULTS,
                addresses.toArray(InetSocketAddress[]::new));
    }

    /** All pairs of modes, each with eight seeds and losses from 0 to 35 %. */
    static Stream<Arguments> allModes() {
        List<IceMode> modes = List.of(IceMode.values());
        return modes.stream().flatMap(a -> modes.stream().flatMap(b -> withSeedsAndLoss(a, b, 8)));
    }

    static Stream<Arguments> withSeedsAndLoss(IceMode a, IceMode b, int count) {
        return IntStream.range(0, count).mapToObj(i -> Arguments.of(a, b, 100 + i, i * 0.05));
    }

    void describeBoth() {
        alice.describe(bob, bobMode == IceMode.LITE, true);
        bob.describe(alice, aliceMode == IceMode.LITE, true);
    }

    void awaitConnected(long timeoutNs) {
        network.runUntilTrue(
                timeoutNs, "both connected", () -> alice.isConnected() && bob.isConnected());
    }

    /** An established call, on a good network so far. */
    SimCall established() {
        describeBoth();
        awaitConnected(10 * SECOND);
        return this;
    }

    void restart(SimHost host) {
        host.agent.restart(IceCredentials.create(random), network.nowNs());
    }

    /** Both send a packet every 20 ms. */
    void talk(long ns) {
        for (long t = 0; t < ns; t += 20 * MS) {
            alice.sendMedia();
            bob.sendMedia();
            network.runFor(20 * MS);
        }
    }

    int mediaReceived() {
        return alice.mediaReceived + bob.mediaReceived;
    }

    int mediaRefused() {
        return alice.mediaRefused + bob.mediaRefused;
    }

    /** Each sends to a validated address of the other, in one family. */
    void assertMutual() {
        InetSocketAddress toBob = alice.agent.destination();
        InetSocketAddress toAlice = bob.agent.destination();
        assertNotNull(toBob);
        assertNotNull(toAlice);
        assertTrue(bob.owns(toBob), () -> "alice sends to " + toBob);
        assertTrue(alice.owns(toAlice), () -> "bob sends to " + toAlice);
        assertTrue(alice.sources.contains(toBob) && bob.sources.contains(toAlice));
        assertEquals(toBob.getAddress().getClass(), toAlice.getAddress().getClass());
    }

    void assertNeverLost() {
        assertEquals(0, alice.disconnected + bob.disconnected, "times disconnected");
        assertEquals(0, alice.failed + bob.failed, "times failed");
    }
}
