package io.ringway.signaling.http;

/** Runs one WebSocket from open to close, on a virtual thread of its own. */
@FunctionalInterface
public interface WebSocketHandler {

    /** The socket is closed when this returns, normally with 1000, by a throw with 1011. */
    void run(WebSocketConnection socket) throws InterruptedException;
}
