package io.ringway.server.warmup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.engine.EngineSettings;
import io.ringway.media.engine.PipelineLayout;
import io.ringway.media.engine.ShardSettings;
import io.ringway.media.net.NetSettings;
import io.ringway.media.shard.WaitPolicy;
import io.ringway.media.stage.StageSettings;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a server does to itself after its start. */
@Timeout(60)
class MediaWarmUpTest {

    private static final int TURNS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static EngineSettings settings(PipelineLayout layout) {
        ShardSettings shards =
                new ShardSettings(
                        1,
                        List.of(),
                        4_096,
                        4_096,
                        WaitPolicy.BLOCKING,
                        layout,
                        StageSettings.DEFAULTS);
        NetSettings net =
                new NetSettings(
                        List.of(InetAddress.getLoopbackAddress()), 0, 1, 64, 1_000, 1_024, 1 << 20);
        return EngineSettings.usual(net, shards, 10);
    }

    @ParameterizedTest
    @EnumSource(PipelineLayout.class)
    void shouldGoEveryWayPacketsGo(PipelineLayout layout) throws Exception {
        try (MediaWarmUp warmUp = MediaWarmUp.start(settings(layout), Duration.ZERO, TURNS)) {
            assertTrue(warmUp.await(PATIENCE), "still at it");
            Counters counters = warmUp.counters();
            for (Counter way :
                    List.of(
                            Counter.RX_RTP,
                            Counter.RX_RTCP,
                            Counter.RTP_OPENED,
                            Counter.FRAMES_DECODED,
                            Counter.FRAMES_CONCEALED_FEC,
                            Counter.FRAMES_CONCEALED_PLC,
                            Counter.SEGMENTS_FORWARDED,
                            Counter.ECHO_PACKETS,
                            Counter.BRIDGE_PASSED,
                            Counter.BRIDGE_TRANSCODED)) {
                assertTrue(counters.total(way) > 0, "nothing of: " + way.description());
            }
            assertEquals(counters.total(Counter.LEGS_OPENED), counters.total(Counter.LEGS_CLOSED));
        }
    }

    @Test
    void shouldEndWithItsServer() throws Exception {
        MediaWarmUp warmUp =
                MediaWarmUp.start(settings(PipelineLayout.FUSED), Duration.ofMinutes(1), TURNS);
        warmUp.close();
        assertTrue(warmUp.await(Duration.ofMillis(1)), "still at it");
        assertEquals(0, warmUp.counters().total(Counter.LEGS_OPENED));
    }

    @Test
    void shouldEndInMidCallWithItsServer() throws Exception {
        MediaWarmUp warmUp =
                MediaWarmUp.start(settings(PipelineLayout.FUSED), Duration.ZERO, 1_000_000);
        while (warmUp.counters().total(Counter.RTP_OPENED) == 0) {
            assertFalse(warmUp.await(Duration.ofMillis(5)), "it ended before anything was heard");
        }
        warmUp.close();
        assertTrue(warmUp.await(Duration.ofMillis(1)), "still at it");
    }
}
