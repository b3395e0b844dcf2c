package io.ringway.bench.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether what is measured is what is said to be measured: no packet may be dropped unnoticed. */
@Timeout(60)
class ShardBenchmarkTest {

    private static final int INVOCATIONS = 10;

    @ParameterizedTest
    @EnumSource(ShardJob.class)
    void shouldHandleEveryPacket(ShardJob job) {
        ShardBenchmark benchmark = new ShardBenchmark();
        benchmark.job = job;
        benchmark.sessions = 4;
        benchmark.connect();
        long bytes = 0;
        for (int i = 0; i < INVOCATIONS; i++) {
            benchmark.seal();
            bytes += benchmark.packet();
            benchmark.settle();
        }
        // Throws when a packet was not counted as what the job does.
        benchmark.disconnect();

        boolean forwarded = bytes > 50L * INVOCATIONS * PacketTraffic.PACKETS;
        assertEquals(job.forwarded() != null, forwarded, bytes + " bytes were forwarded");
    }
}
