package io.ringway.signaling.sip.transport;

import io.ringway.signaling.http.WebSocketConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A WebSocket on the HTTP port. Its own thread writes. Thread: any. */
final class WebSocketFlow extends SipFlow {

    private static final int GOING_AWAY = 1001;

    private final WebSocketConnection socket;

    WebSocketFlow(WebSocketConnection socket) {
        super(
                socket.isSecure() ? SipTransport.WSS : SipTransport.WS,
                socket.local(),
                socket.remote());
        this.socket = socket;
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    @Override
    public void close() {
        socket.close(GOING_AWAY, "");
    }

    @Override
    void send(byte[] message, SendFailure failed) {
        if (!socket.post(() -> write(new String(message, StandardCharsets.UTF_8), failed))) {
            failed.onFailure(new IOException("the WebSocket is closed or takes too little"));
        }
    }

    private void write(String message, SendFailure failed) {
        try {
            if (!socket.send(message)) {
                failed.onFailure(new IOException("the WebSocket is closed"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed.onFailure(e);
        }
    }
}
