package io.ringway.signaling.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A client that sends exactly the bytes it is told to. */
public final class RawSocket implements AutoCloseable {

    private static final int TIMEOUT_MS = 20_000;

    private final Socket socket;
    private final InputStream in;

    public RawSocket(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(TIMEOUT_MS);
        in = socket.getInputStream();
    }

    public RawSocket send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawSocket send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    public RawSocket endOutput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** One response: status line, headers and a body of Content-Length. */
    public String response() throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            text.append((char) required());
        }
        int at = text.toString().toLowerCase(java.util.Locale.ROOT).indexOf("content-length: ");
        if (at >= 0) {
            int end = text.indexOf("\r\n", at);
            int length =
                    Integer.parseInt(text.substring(at + "content-length: ".length(), end).trim());
            text.append(new String(in.readNBytes(length), StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    /** Everything until the server closes; a reset counts as the end. */
    public String untilClosed() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            in.transferTo(all);
        } catch (java.net.SocketException e) {
            all.writeBytes("(reset)".getBytes(StandardCharsets.US_ASCII));
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    /** Opens a WebSocket and returns the answer's head. */
    public String upgrade(String path, String... headers) throws IOException {
        StringBuilder request =
                new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\n")
                        .append("Connection: keep-alive, Upgrade\r\nSec-WebSocket-Version: 13\r\n")
                        .append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        send(request.append("\r\n").toString());
        return response();
    }

    /** Sends a masked frame. */
    public RawSocket frame(int firstByte, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length);
        frame.put((byte) firstByte);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length <= 0xFFFF) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        byte[] mask = {0x11, 0x22, 0x33, 0x44};
        frame.put(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask[i & 3]));
        }
        return send(Arrays.copyOf(frame.array(), frame.position()));
    }

    public RawSocket text(String text) throws IOException {
        return frame(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The next frame's opcode as a hex digit, a colon, and its payload; a close shows its code and
     * reason.
     */
    public String nextFrame() throws IOException {
        int opcode = required() & 0x0F;
        int length = required() & 0x7F;
        if (length == 126) {
            length = (required() << 8) | required();
        } else if (length == 127) {
            length = (int) ByteBuffer.wrap(in.readNBytes(8)).getLong();
        }
        byte[] payload = in.readNBytes(length);
        if (opcode == 8 && length >= 2) {
            int code = (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
            return "8:" + code + " " + new String(payload, 2, length - 2, StandardCharsets.UTF_8);
        }
        return Integer.toHexString(opcode) + ":" + new String(payload, StandardCharsets.UTF_8);
    }

    private int required() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new IOException("the server closed the connection");
        }
        return b;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
