package io.ringway.signaling.sip.transport;

import io.ringway.signaling.http.Problem;
import io.ringway.signaling.http.ProblemException;
import io.ringway.signaling.http.Request;
import io.ringway.signaling.http.Response;
import io.ringway.signaling.http.Route;
import io.ringway.signaling.http.SocketEvent;
import io.ringway.signaling.http.WebSocketConnection;

/**
 * {@code GET /sip}: SIP over WebSocket on the HTTP port (RFC 7118), text frames only. The stack
 * must have {@link SipTransport#WS} on, or {@link SipTransport#WSS} where HTTP is encrypted.
 *
 * <p>Thread: one virtual thread a socket.
 */
final class SipWebSocketRoute {

    private static final int UNSUPPORTED_DATA = 1003;
    private static final int TOO_BIG = 1009;
    private static final String PING = "\r\n\r\n";

    private final StackParts parts;

    SipWebSocketRoute(StackParts parts) {
        this.parts = parts;
    }

    Route route(String path) {
        return Route.of("GET", path, this::upgrade);
    }

    private Response upgrade(Request request) {
        String offered = request.header("sec-websocket-protocol").orElse("");
        if (!WebSocketHandshake.namesSip(offered)) {
            throw new ProblemException(
                    Problem.of(
                            400,
                            "sip-not-offered",
                            "this is SIP over WebSocket: Sec-WebSocket-Protocol must offer sip"));
        }
        return Response.upgrade(this::run)
                .with("Sec-WebSocket-Protocol", WebSocketHandshake.SUBPROTOCOL);
    }

    private void run(WebSocketConnection socket) throws InterruptedException {
        WebSocketFlow flow = new WebSocketFlow(socket);
        if (!parts.own().isOn(flow.transport())) {
            socket.close(UNSUPPORTED_DATA, "SIP over " + flow.transport() + " is off");
            return;
        }
        try {
            while (read(socket, flow)) {}
        } finally {
            parts.flowClosed(flow);
        }
    }

    /** Whether there is more to come. */
    private boolean read(WebSocketConnection socket, SipFlow flow) throws InterruptedException {
        switch (socket.next()) {
            case SocketEvent.Text text -> onText(socket, text.utf8(), flow);
            case SocketEvent.Task task -> task.work().run();
            case SocketEvent.Binary binary ->
                    socket.close(UNSUPPORTED_DATA, "text frames only on this path");
            case SocketEvent.TooLong tooLong -> socket.close(TOO_BIG, "message too long");
            case SocketEvent.Closed closed -> {
                return false;
            }
        }
        return true;
    }

    private void onText(WebSocketConnection socket, byte[] text, SipFlow flow)
            throws InterruptedException {
        for (byte b : text) {
            if (b != '\r' && b != '\n') {
                parts.intake().onMessage(text, flow);
                return;
            }
        }
        if (text.length == PING.length()) {
            socket.send("\r\n");
        }
    }
}
