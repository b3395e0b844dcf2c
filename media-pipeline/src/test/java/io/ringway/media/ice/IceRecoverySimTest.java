package io.ringway.media.ice;

import static io.ringway.media.ice.SimCall.A4;
import static io.ringway.media.ice.SimCall.B4;
import static io.ringway.media.ice.SimCall.B4_REBOUND;
import static io.ringway.media.ice.SimCall.B4_SECOND;
import static io.ringway.media.ice.SimNetwork.MS;
import static io.ringway.media.ice.SimNetwork.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Established calls meet NATs, dead paths, outages and restarts; a failure names its seed. */
class IceRecoverySimTest {

    static Stream<Arguments> rebindings() {
        return Stream.of(IceMode.LITE, IceMode.CONTROLLED)
                .flatMap(a -> SimCall.withSeedsAndLoss(a, IceMode.CONTROLLING, 4));
    }

    static Stream<Arguments> controlledRebindings() {
        return SimCall.withSeedsAndLoss(IceMode.CONTROLLING, IceMode.CONTROLLED, 4);
    }

    /** Bob's NAT gives him another port in the middle of the call. */
    @ParameterizedTest
    @MethodSource({"rebindings", "controlledRebindings"})
    void shouldFollowARebindingNat(IceMode a, IceMode b, long seed, double loss) {
        SimCall call = new SimCall(seed, a, b).established();
        call.network.impair(loss, 20 * MS, 20 * MS);
        call.talk(5 * SECOND);

        call.bob.rebind(0, B4_REBOUND);
        call.talk(25 * SECOND);

        assertEquals(B4_REBOUND, call.alice.agent.destination());
        int before = call.bob.mediaReceived;
        call.talk(2 * SECOND);
        assertTrue(call.bob.mediaReceived - before > 70, "media reaches him again");
        call.assertNeverLost();
    }

    /** The pair in use dies; the other one takes over long before consent runs out. */
    @ParameterizedTest
    @CsvSource({"LITE, 5", "LITE, 6", "CONTROLLED, 5", "CONTROLLED, 6"})
    void shouldMoveToAnotherPairWhenTheSelectedOneDies(IceMode a, long seed) {
        SimCall call =
                new SimCall(seed, a, List.of(A4), IceMode.CONTROLLING, List.of(B4, B4_SECOND))
                        .established();
        assertEquals(B4, call.alice.agent.destination());
        call.talk(5 * SECOND);

        call.network.block(B4);
        call.talk(20 * SECOND);

        assertEquals(B4_SECOND, call.alice.agent.destination());
        assertEquals(1, call.bob.selectedPath());
        call.assertNeverLost();
    }

    @ParameterizedTest
    @MethodSource("io.ringway.media.ice.SimCall#allModes")
    void shouldRestartWithoutLosingMedia(IceMode a, IceMode b, long seed, double loss) {
        SimCall call = new SimCall(seed, a, b).established();
        call.talk(SECOND);
        double lossHere = Math.min(loss, 0.2);
        call.network.impair(lossHere, 20 * MS, 20 * MS);

        call.restart(call.alice);
        assertEquals(2, call.alice.fragments.size(), "old and new are both valid");
        call.talk(SECOND / 2);
        call.restart(call.bob);
        call.bob.describe(call.alice, a == IceMode.LITE, true);
        call.talk(SECOND / 5);
        call.alice.describe(call.bob, b == IceMode.LITE, true);
        int received = call.mediaReceived();
        call.talk(15 * SECOND);

        assertOnlyNewFragment(call.alice);
        assertOnlyNewFragment(call.bob);
        call.assertMutual();
        call.assertNeverLost();
        assertEquals(0, call.mediaRefused(), "no media was refused");
        double share = (call.mediaReceived() - received) / 1500.0;
        assertTrue(share > 0.95 * (1 - lossHere), "got " + share + " of the media");
    }

    /** Some peers answer a restart with the credentials they had. */
    @ParameterizedTest
    @CsvSource({"LITE, CONTROLLING", "CONTROLLED, CONTROLLING", "CONTROLLING, CONTROLLED"})
    void shouldFollowAPeerThatRestartsAlone(IceMode a, IceMode b) {
        SimCall call = new SimCall(12, a, b).established();
        call.restart(call.bob);
        call.bob.describe(call.alice, a == IceMode.LITE, true);
        call.alice.describe(call.bob, b == IceMode.LITE, true);
        int received = call.mediaReceived();
        call.talk(40 * SECOND);

        assertOnlyNewFragment(call.bob);
        assertEquals(List.of(call.alice.local.ufrag()), List.copyOf(call.alice.fragments));
        call.assertMutual();
        call.assertNeverLost();
        assertTrue(call.mediaReceived() - received > 3_900);
    }

    private static void assertOnlyNewFragment(SimHost host) {
        String current = host.agent.entry().local().ufrag();
        assertEquals(List.of(current), List.copyOf(host.fragments), "the old one is gone");
        assertTrue(!current.equals(host.local.ufrag()));
    }

    @ParameterizedTest
    @CsvSource({"LITE, CONTROLLING", "CONTROLLED, CONTROLLING", "CONTROLLING, CONTROLLED"})
    void shouldExpireAfterSilenceAndComeBack(IceMode a, IceMode b) {
        SimCall call = new SimCall(7, a, b).established();
        call.network.runFor(5 * SECOND);

        call.network.impair(1, 20 * MS, 0);
        long cutNs = call.network.nowNs();
        call.network.runUntilTrue(40 * SECOND, "alice notices", () -> call.alice.disconnected == 1);
        long noticed = call.network.nowNs() - cutNs;
        assertTrue(noticed > 22 * SECOND && noticed <= 30 * SECOND, noticed / MS + " ms");
        call.network.impair(0, 20 * MS, 0);
        call.network.runUntilTrue(14 * SECOND, "alice is back", () -> call.alice.connected == 2);
        call.network.runFor(20 * SECOND);

        assertTrue(call.alice.isConnected() && call.bob.isConnected());
        call.assertMutual();
        assertEquals(0, call.alice.failed + call.bob.failed);
    }

    @ParameterizedTest
    @CsvSource({"LITE, CONTROLLING", "CONTROLLED, CONTROLLING", "CONTROLLING, CONTROLLED"})
    void shouldFailWhenThePeerIsGoneAndReviveByRestart(IceMode a, IceMode b) {
        SimCall call = new SimCall(8, a, b).established();
        call.network.impair(1, 20 * MS, 0);
        call.network.runFor(90 * SECOND);
        assertEquals(IceState.FAILED, call.alice.agent.state());
        assertEquals(IceAgent.NO_DEADLINE, call.alice.deadlineNs());
        assertEquals(1, call.alice.failed);

        call.network.impair(0, 20 * MS, 0);
        call.restart(call.alice);
        call.restart(call.bob);
        call.describeBoth();

        call.awaitConnected(10 * SECOND);
        call.assertMutual();
    }
}
