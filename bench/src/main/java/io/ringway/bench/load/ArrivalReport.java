package io.ringway.bench.load;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What arrived in some time.
 *
 * @param seconds since counting began
 * @param cpuSeconds the sink itself used in them
 * @param sessions open now
 * @param segments of any kind
 * @param lost segments that stand for lost packets
 * @param late packets that came after their place was given up
 * @param jumps of sequence: segments that never arrived
 * @param droppedSamples told by the sender
 * @param unmatched segments whose packet is not in the generator's table
 * @param latency of all others, in nanoseconds
 */
record ArrivalReport(
        double seconds,
        double cpuSeconds,
        int sessions,
        long segments,
        long lost,
        long late,
        long jumps,
        long droppedSamples,
        long unmatched,
        Histogram latency) {

    /** One line. Latencies are in microseconds, 0 when none was taken. */
    String json() {
        return String.format(
                Locale.ROOT,
                "{\"seconds\":%.3f,\"cpu_s\":%.3f,\"sessions\":%d,\"segments\":%d,\"lost\":%d,"
                        + "\"late\":%d,\"jumps\":%d,\"dropped_samples\":%d,\"unmatched\":%d,"
                        + "\"latency_us\":{\"count\":%d,\"p50\":%.1f,\"p90\":%.1f,\"p99\":%.1f,"
                        + "\"p999\":%.1f,\"max\":%.1f}}",
                seconds,
                cpuSeconds,
                sessions,
                segments,
                lost,
                late,
                jumps,
                droppedSamples,
                unmatched,
                latency.getTotalCount(),
                micros(50),
                micros(90),
                micros(99),
                micros(99.9),
                micros(100));
    }

    private double micros(double percentile) {
        return latency.getTotalCount() == 0 ? 0 : latency.getValueAtPercentile(percentile) / 1e3;
    }
}
