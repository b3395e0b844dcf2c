package io.ringway.media.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.net.SocketCalls;

/**
 * Makes system calls until the virtual machine compiles them so that they make no objects. Shards
 * make them once a batch: by packets alone it would take minutes.
 */
final class WarmSystemCalls {

    private static final int CALLS = 20_000;
    private static final int NO_SOCKET = -1;

    private WarmSystemCalls() {}

    static void make() {
        SocketCalls calls = new SocketCalls();
        for (int i = 0; i < CALLS; i++) {
            assertTrue(calls.send(NO_SOCKET, 0, 0, 0, 0) < 0);
            assertTrue(calls.sendMany(NO_SOCKET, 0, 0) < 0);
        }
    }
}
