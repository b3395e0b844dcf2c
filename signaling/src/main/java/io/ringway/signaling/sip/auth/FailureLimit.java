package io.ringway.signaling.sip.auth;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Stops sources that try password after password: after so many wrong ones within a window, none of
 * a source's is looked at for the rest of it. Only failures with a nonce that the source received
 * are told to it, so that nobody can lock out somebody else's address. An IPv6 source is its /64.
 *
 * <p>Bounded: the source that failed longest ago is forgotten when there are too many. Thread: any.
 */
final class FailureLimit {

    private static final int IPV6_PREFIX_BYTES = 8;

    private record Window(long startNs, int failures) {}

    private final int maxFailures;
    private final long windowNs;
    private final Map<ByteBuffer, Window> windows;

    FailureLimit(int maxFailures, long windowNs, int maxSources) {
        this.maxFailures = maxFailures;
        this.windowNs = windowNs;
        this.windows =
                new LinkedHashMap<>() {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Window> eldest) {
                        return size() > maxSources;
                    }
                };
    }

    synchronized boolean exceeded(InetAddress source, long nowNs) {
        Window window = windows.get(key(source));
        return window != null
                && window.failures >= maxFailures
                && nowNs - window.startNs < windowNs;
    }

    synchronized void failed(InetAddress source, long nowNs) {
        ByteBuffer key = key(source);
        Window window = windows.remove(key);
        boolean runs = window != null && nowNs - window.startNs < windowNs;
        windows.put(
                key,
                window != null && runs
                        ? new Window(window.startNs, window.failures + 1)
                        : new Window(nowNs, 1));
    }

    synchronized int sources() {
        return windows.size();
    }

    private static ByteBuffer key(InetAddress source) {
        byte[] address = source.getAddress();
        return source instanceof Inet6Address
                ? ByteBuffer.wrap(address, 0, IPV6_PREFIX_BYTES).slice()
                : ByteBuffer.wrap(address);
    }
}
