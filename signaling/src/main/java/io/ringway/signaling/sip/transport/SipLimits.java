package io.ringway.signaling.sip.transport;

/**
 * What one stack bears before it refuses.
 *
 * @param maxMessageBytes larger messages are refused with 513 and end their connection
 * @param maxHeaders header lines a message may have
 * @param maxHeaderBytes bytes of one header, its folded lines included
 * @param maxListItems comma-separated values of one header line
 * @param maxListItemsTotal comma-separated values of all header lines of a message
 * @param maxConnections connections beyond these are closed at once
 * @param maxConnectionsPerAddress the same, of one remote address
 * @param connectTimeoutMs to a connection we open, TLS included
 * @param idleTimeoutMs a connection on which nothing was received for this long is closed
 * @param messageTimeoutMs from a message's first byte to its last
 * @param keepAliveMs how often connections we opened are pinged (RFC 5626 §4.4.1)
 * @param messagesPerSecond steady rate of messages from one remote address
 * @param messageBurst messages one address may send at once after a pause
 * @param queuedMessages messages that may wait for a worker thread, each of them
 * @param serverTransactions ongoing server transactions beyond which new requests get 503
 */
public record SipLimits(
        int maxMessageBytes,
        int maxHeaders,
        int maxHeaderBytes,
        int maxListItems,
        int maxListItemsTotal,
        int maxConnections,
        int maxConnectionsPerAddress,
        int connectTimeoutMs,
        int idleTimeoutMs,
        int messageTimeoutMs,
        int keepAliveMs,
        int messagesPerSecond,
        int messageBurst,
        int queuedMessages,
        int serverTransactions) {

    public SipLimits {
        check("max-message-bytes", maxMessageBytes, 1_500, 1 << 20);
        check("max-headers", maxHeaders, 20, 10_000);
        check("max-header-bytes", maxHeaderBytes, 256, 1 << 16);
        check("max-list-items", maxListItems, 4, 1_000);
        check("max-list-items-total", maxListItemsTotal, 8, 10_000);
        check("max-connections", maxConnections, 1, 1_000_000);
        check("max-connections-per-address", maxConnectionsPerAddress, 1, 1_000_000);
        check("connect-timeout-ms", connectTimeoutMs, 100, 60_000);
        check("idle-timeout-ms", idleTimeoutMs, 100, 86_400_000);
        check("message-timeout-ms", messageTimeoutMs, 100, 600_000);
        check("keep-alive-ms", keepAliveMs, 100, 840_000);
        check("messages-per-second", messagesPerSecond, 1, 10_000_000);
        check("message-burst", messageBurst, 1, 10_000_000);
        check("queued-messages", queuedMessages, 16, 1_000_000);
        check("server-transactions", serverTransactions, 16, 10_000_000);
    }

    /** What suits a gateway of some thousand calls. */
    public static SipLimits defaults() {
        return new SipLimits(
                65_535, 256, 8_192, 64, 256, 20_000, 4_000, 5_000, 1_800_000, 10_000, 90_000, 2_000,
                4_000, 2_048, 50_000);
    }

    private static void check(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "sip " + name + " is " + value + ", must be " + min + " to " + max);
        }
    }
}
