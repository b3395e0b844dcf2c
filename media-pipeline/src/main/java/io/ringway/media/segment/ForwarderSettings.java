package io.ringway.media.segment;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a speech service is and how its stream is kept up.
 *
 * @param nodeId name of this process for the service; not empty
 * @param target where the service listens ({@code speech-target})
 * @param tls whether to speak TLS ({@code speech-tls})
 * @param tlsCertificates PEM file of the certificates to trust ({@code speech-tls-certificates});
 *     null trusts the system's
 * @param batch how segments are gathered
 * @param connectTimeoutMs for the TCP connection, 100 to 120000
 * @param keepAliveTimeMs silence after which the connection is probed, 10000 or more. Services
 *     refuse probes more often than every 300000 unless told otherwise
 * @param keepAliveTimeoutMs how long a probe, or data in flight, may go unanswered, 1000 or more
 * @param stallTimeoutMs how long the stream may take nothing before it is given up, 100 or more
 * @param minBackoffMs wait before the first new attempt, 1 or more
 * @param maxBackoffMs longest wait, at least {@code minBackoffMs}; an attempt has proved good when
 *     its stream has lived that long
 * @param closeTimeoutMs how long {@code close} waits for what is under way
 * @param sendBufferBytes bytes gRPC may hold before the stream counts as busy, 1024 or more
 * @param maxServiceMessageBytes largest message accepted of the service, 1024 or more
 * @param congestionControl of the TCP connection, by the kernel's name; empty leaves it to the
 *     kernel ({@code speech-congestion-control})
 */
public record ForwarderSettings(
        String nodeId,
        Target target,
        boolean tls,
        @Nullable Path tlsCertificates,
        BatchSettings batch,
        int connectTimeoutMs,
        int keepAliveTimeMs,
        int keepAliveTimeoutMs,
        int stallTimeoutMs,
        int minBackoffMs,
        int maxBackoffMs,
        int closeTimeoutMs,
        int sendBufferBytes,
        int maxServiceMessageBytes,
        String congestionControl) {

    private static final String CUBIC = "cubic";
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{0,15}");

    /** A host name or address, and a TCP port. */
    public record Target(String host, int port) {

        public Target {
            if (host.isBlank() || port < 1 || port > 65_535) {
                throw new IllegalArgumentException(
                        "speech-target must be host:port with a port of 1 to 65535, got '%s:%d'"
                                .formatted(host, port));
            }
        }

        /**
         * Reads {@code host:port} or {@code [IPv6]:port}.
         *
         * @throws IllegalArgumentException if it is neither
         */
        public static Target parse(String text) {
            int colon = text.lastIndexOf(':');
            String host = text.substring(0, Math.max(colon, 0));
            boolean bracketed = host.startsWith("[") && host.endsWith("]");
            String port = text.substring(colon + 1);
            if (colon < 0 || !port.matches("\\d{1,5}") || (host.contains(":") && !bracketed)) {
                throw new IllegalArgumentException(
                        "speech-target must be host:port or [IPv6]:port, got '" + text + "'");
            }
            String bare = bracketed ? host.substring(1, host.length() - 1) : host;
            return new Target(bare, Integer.parseInt(port));
        }

        @Override
        public String toString() {
            return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
        }
    }

    public ForwarderSettings {
        if (nodeId.isBlank()) {
            throw new IllegalArgumentException("node-id must not be empty");
        }
        require(connectTimeoutMs, 100, 120_000, "connect-timeout-ms");
        require(keepAliveTimeMs, 10_000, Integer.MAX_VALUE, "keep-alive-time-ms");
        require(keepAliveTimeoutMs, 1_000, Integer.MAX_VALUE, "keep-alive-timeout-ms");
        require(stallTimeoutMs, 100, Integer.MAX_VALUE, "stall-timeout-ms");
        require(minBackoffMs, 1, Integer.MAX_VALUE, "min-backoff-ms");
        require(maxBackoffMs, minBackoffMs, Integer.MAX_VALUE, "max-backoff-ms");
        require(closeTimeoutMs, 0, 60_000, "close-timeout-ms");
        require(sendBufferBytes, 1_024, 64 << 20, "send-buffer-bytes");
        require(maxServiceMessageBytes, 1_024, 64 << 20, "max-service-message-bytes");
        if (!NAME.matcher(congestionControl).matches()) {
            throw new IllegalArgumentException(
                    "speech-congestion-control must be the kernel's name of one, like cubic, or"
                            + " empty; got '"
                            + congestionControl
                            + "'");
        }
    }

    /** Plaintext, and everything else as it is best for most. */
    public static ForwarderSettings of(String nodeId, Target target) {
        return new ForwarderSettings(
                nodeId,
                target,
                false,
                null,
                BatchSettings.DEFAULTS,
                5_000,
                300_000,
                10_000,
                30_000,
                250,
                10_000,
                2_000,
                128 * 1024,
                1024 * 1024,
                CUBIC);
    }

    /**
     * The same with segments gathered, and TCP's congestion control named, otherwise.
     *
     * @throws IllegalArgumentException if that is no name
     */
    public ForwarderSettings with(BatchSettings otherBatch, String otherCongestionControl) {
        return new ForwarderSettings(
                nodeId,
                target,
                tls,
                tlsCertificates,
                otherBatch,
                connectTimeoutMs,
                keepAliveTimeMs,
                keepAliveTimeoutMs,
                stallTimeoutMs,
                minBackoffMs,
                maxBackoffMs,
                closeTimeoutMs,
                sendBufferBytes,
                maxServiceMessageBytes,
                otherCongestionControl);
    }

    /**
     * The same over TLS.
     *
     * @param certificates PEM file of the certificates to trust; null trusts the system's
     */
    public ForwarderSettings withTls(@Nullable Path certificates) {
        return new ForwarderSettings(
                nodeId,
                target,
                true,
                certificates,
                batch,
                connectTimeoutMs,
                keepAliveTimeMs,
                keepAliveTimeoutMs,
                stallTimeoutMs,
                minBackoffMs,
                maxBackoffMs,
                closeTimeoutMs,
                sendBufferBytes,
                maxServiceMessageBytes,
                congestionControl);
    }

    private static void require(int value, int min, int max, String name) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "speech " + name + " must be " + min + " to " + max + ", got " + value);
        }
    }
}
