package io.ringway.signaling.sip.transport;

import org.jspecify.annotations.Nullable;

/**
 * How many requests of a connection wait for their final answer, told apart by no more than how
 * messages begin. An answer that is repeated counts again, so that the number may be too low; it is
 * good for waiting a little, and for nothing else.
 *
 * <p>Thread: any.
 */
final class UnansweredRequests {

    private static final byte[] VERSION = {'S', 'I', 'P', '/', '2', '.', '0', ' '};
    private static final byte[] ACK = {'A', 'C', 'K', ' '};

    private int count;
    private @Nullable Runnable whenNone;

    /** Notes a message that came. */
    synchronized void received(byte[] message) {
        if (!begins(message, VERSION) && !begins(message, ACK)) {
            count++;
        }
    }

    /** Notes a message that was put on its way. */
    void sent(byte[] message) {
        Runnable told = null;
        synchronized (this) {
            if (count > 0 && isFinalAnswer(message) && --count == 0) {
                told = whenNone;
            }
        }
        if (told != null) {
            told.run();
        }
    }

    /** Has somebody told when no request waits: at once when none does; more than once maybe. */
    void whenNone(Runnable listener) {
        boolean none;
        synchronized (this) {
            whenNone = listener;
            none = count == 0;
        }
        if (none) {
            listener.run();
        }
    }

    private static boolean isFinalAnswer(byte[] message) {
        return begins(message, VERSION)
                && message.length > VERSION.length
                && message[VERSION.length] >= '2';
    }

    private static boolean begins(byte[] message, byte[] with) {
        if (message.length < with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            if (message[i] != with[i]) {
                return false;
            }
        }
        return true;
    }
}
