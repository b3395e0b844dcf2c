package io.ringway.signaling.http;

import java.nio.file.Path;

/** What follows the headers of a response. */
public sealed interface Body {

    /** Everything at once; empty for none. */
    record Bytes(byte[] bytes) implements Body {

        static final Bytes NONE = new Bytes(new byte[0]);
    }

    /**
     * A stretch of a file, read while it is sent.
     *
     * @param offset first byte
     * @param lengthBytes the file must not become shorter than {@code offset + lengthBytes}
     *     meanwhile
     */
    record FileSlice(Path file, long offset, long lengthBytes) implements Body {}

    /** Server-sent events until the feed returns or the client leaves. */
    record Events(EventFeed feed) implements Body {}

    /** The connection becomes a WebSocket. */
    record Upgrade(WebSocketHandler handler) implements Body {}
}
