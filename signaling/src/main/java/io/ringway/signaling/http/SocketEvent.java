package io.ringway.signaling.http;

/**
 * What a WebSocket's thread has to see to, in the order it happened. {@link Closed} is the last.
 */
public sealed interface SocketEvent {

    /** A whole text message, as bytes that should be UTF-8. */
    record Text(byte[] utf8) implements SocketEvent {}

    /** A binary message, already thrown away. */
    record Binary(long lengthBytes) implements SocketEvent {}

    /** A message longer than allowed, already thrown away. */
    record TooLong(long lengthBytes) implements SocketEvent {}

    /** Something another thread wants done on this one. */
    record Task(Runnable work) implements SocketEvent {}

    /**
     * The end: nothing can be sent any more.
     *
     * @param code RFC 6455 §7.4; 1006 when the connection just broke
     */
    record Closed(int code, String reason) implements SocketEvent {}
}
