package io.ringway.media.ice;

import static io.ringway.media.ice.SimCall.A4;
import static io.ringway.media.ice.SimCall.A6;
import static io.ringway.media.ice.SimCall.B4;
import static io.ringway.media.ice.SimCall.B6;
import static io.ringway.media.ice.SimNetwork.MS;
import static io.ringway.media.ice.SimNetwork.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Two agents find each other over a seeded network; a failure names its seed. */
class IceSimTest {

    @ParameterizedTest
    @MethodSource("io.ringway.media.ice.SimCall#allModes")
    void shouldConnectInAllModes(IceMode a, IceMode b, long seed, double loss) {
        SimCall call = new SimCall(seed, a, List.of(A4, A6), b, List.of(B4, B6));
        call.network.impair(loss, 30 * MS, 60 * MS);
        call.describeBoth();
        call.awaitConnected(20 * SECOND);
        call.network.runFor(10 * SECOND);

        call.assertMutual();
        call.assertNeverLost();
        assertEquals(1, call.alice.connected);
        assertEquals(1, call.bob.connected);
    }

    @ParameterizedTest
    @CsvSource({"LITE, CONTROLLING", "CONTROLLED, CONTROLLING", "CONTROLLING, CONTROLLED"})
    void shouldConnectQuicklyOnACleanPath(IceMode a, IceMode b) {
        SimCall call = new SimCall(1, a, b);
        call.network.impair(0, 10 * MS, 0);
        call.describeBoth();
        call.awaitConnected(300 * MS);

        assertEquals(List.of(B4), call.alice.selections);
        assertEquals(List.of(A4), call.bob.selections);
    }

    /** Nothing but the peer's own checks tells the callee where the caller is. */
    @ParameterizedTest
    @CsvSource({"LITE, CONTROLLING", "CONTROLLED, CONTROLLING", "CONTROLLING, CONTROLLED"})
    void shouldLearnPeerReflexiveAddresses(IceMode a, IceMode b) {
        SimCall call = new SimCall(2, a, b);
        call.alice.describe(call.bob, false, false);
        call.bob.describe(call.alice, a == IceMode.LITE, true);

        call.awaitConnected(5 * SECOND);
        call.assertMutual();
    }

    /** Candidates trickle in long after the descriptions. */
    @ParameterizedTest
    @CsvSource({"CONTROLLED, CONTROLLING", "CONTROLLING, CONTROLLED"})
    void shouldUseCandidatesThatTrickleInLate(IceMode a, IceMode b) {
        SimCall call = new SimCall(11, a, b);
        call.alice.describe(call.bob, false, false);
        call.bob.describe(call.alice, false, false);
        call.network.runFor(10 * SECOND);
        assertEquals(0, call.alice.checksSent + call.bob.checksSent);

        call.alice.agent.addRemoteCandidate(call.bob.candidate(0), call.network.nowNs());

        call.awaitConnected(5 * SECOND);
        call.assertMutual();
    }

    /** The peer's checks arrive before its answer does. */
    @Test
    void shouldUseChecksThatCameBeforeTheDescription() {
        SimCall call = new SimCall(3, IceMode.CONTROLLED, IceMode.CONTROLLING);
        call.bob.describe(call.alice, false, true);
        call.network.runFor(2 * SECOND);
        assertFalse(call.alice.isConnected());
        assertEquals(0, call.alice.checksSent, "without credentials there is nothing to sign with");

        call.alice.describe(call.bob, false, false);

        call.awaitConnected(5 * SECOND);
        call.assertMutual();
    }

    @ParameterizedTest
    @CsvSource({"CONTROLLING, CONTROLLING", "CONTROLLED, CONTROLLED"})
    void shouldSettleRoleConflictsOnOneController(IceMode a, IceMode b) {
        SimCall call = new SimCall(4, a, b);
        call.describeBoth();
        call.awaitConnected(10 * SECOND);

        boolean aliceControls = call.alice.agent.entry().controlling();
        assertTrue(aliceControls != call.bob.agent.entry().controlling(), "one of them controls");
        call.assertMutual();
    }

    @Test
    void shouldFailWhenNothingAnswers() {
        SimCall call = new SimCall(9, IceMode.CONTROLLING, IceMode.CONTROLLED);
        call.network.impair(1, 20 * MS, 0);
        call.describeBoth();

        call.network.runFor(39 * SECOND);
        assertEquals(0, call.alice.failed);
        assertEquals(7, call.alice.checksSent, "one pair, seven transmissions");
        call.network.runFor(2 * SECOND);
        assertEquals(1, call.alice.failed);
        assertEquals(0, call.alice.connected + call.alice.disconnected);
    }
}
