package io.ringway.signaling.sip.transport;

import io.ringway.signaling.http.RateLimit;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many messages each remote address may send. The addresses heard of longest ago are forgotten
 * when there are too many.
 *
 * <p>Thread: any.
 */
final class SourceRates {

    private static final int MAX_SOURCES = 16_384;

    private final int perSecond;
    private final int burst;
    private final LinkedHashMap<InetAddress, RateLimit> rates =
            new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<InetAddress, RateLimit> eldest) {
                    return size() > MAX_SOURCES;
                }
            };

    SourceRates(int perSecond, int burst) {
        this.perSecond = perSecond;
        this.burst = burst;
    }

    synchronized boolean tryTake(InetAddress source, long nowNs) {
        return rates.computeIfAbsent(source, key -> new RateLimit(perSecond, burst, nowNs))
                .tryTake(nowNs);
    }

    synchronized int sources() {
        return rates.size();
    }
}
