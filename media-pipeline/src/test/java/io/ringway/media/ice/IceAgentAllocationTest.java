package io.ringway.media.ice;

import static io.ringway.media.ice.SimCall.B4;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.media.Allocations;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Media and the peer's repeated checks must not cost the shard any garbage. */
class IceAgentAllocationTest {

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
                Allocations.perCall(
                        () -> {
                            lone.agent.onAuthenticatedMedia(sameButNew, 0, lone.nowNs());
                            lone.agent.onAuthenticatedMedia(other, 0, lone.nowNs());
                        }));
    }

    @Test
    void shouldTakeRepeatedChecksWithoutGarbage() {
        LoneAgent lone = new LoneAgent(IceMode.LITE);
        ValidatedCheck check = lone.checkFrom(B4, true);

        assertEquals(
                0, Allocations.perCall(() -> lone.agent.onValidatedCheck(check, lone.nowNs())));
    }
}
