package io.ringway.media.ice;

import static io.ringway.media.ice.SimCall.B4;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Media and the peer's repeated checks must not cost the shard any garbage. */
class IceAgentAllocationTest {

    private static final int WARM_UP = 20_000;
    private static final int ROUNDS = 100_000;

    @ParameterizedTest
    @EnumSource(
            value = IceMode.class,
            names = {"LITE", "CONTROLLED"})
    void shouldFollowMediaWithoutGarbage(IceMode mode) {
        LoneAgent lone = new LoneAgent(mode);
        lone.agent.onValidatedCheck(lone.checkFrom(B4, true), lone.nowNs());
        InetSocketAddress sameButNew = Requests.address("198.51.100.2", 2000);
        InetSocketAddress other = Requests.address("198.51.100.3", 2000);

        assertEquals(
                0,
                bytesPerRound(
                        () -> {
                            lone.agent.onAuthenticatedMedia(sameButNew, 0, lone.nowNs());
                            lone.agent.onAuthenticatedMedia(other, 0, lone.nowNs());
                        }));
    }

    @Test
    void shouldTakeRepeatedChecksWithoutGarbage() {
        LoneAgent lone = new LoneAgent(IceMode.LITE);
        ValidatedCheck check = lone.checkFrom(B4, true);

        assertEquals(0, bytesPerRound(() -> lone.agent.onValidatedCheck(check, lone.nowNs())));
    }

    private static long bytesPerRound(Runnable round) {
        for (int i = 0; i < WARM_UP; i++) {
            round.run();
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ROUNDS; i++) {
            round.run();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / ROUNDS;
    }
}
