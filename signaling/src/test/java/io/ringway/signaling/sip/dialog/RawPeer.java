package io.ringway.signaling.sip.dialog;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A SIP peer that writes its messages out by hand, over UDP on the loopback address. */
final class RawPeer implements AutoCloseable {

    static final String SDP =
            "v=0\r\no=- 7 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                    + "m=audio 41000 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n";

    private final DatagramSocket socket;
    private final InetSocketAddress server;
    private final String name;
    private int branches;

    RawPeer(String name, int serverPort) throws IOException {
        this.name = name;
        this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort);
    }

    int port() {
        return socket.getLocalPort();
    }

    String uri() {
        return "sip:" + name + "@127.0.0.1:" + port();
    }

    /** A request; {@code to} is the To header's value, tag included. */
    String request(
            String method,
            String uri,
            String to,
            String callId,
            int cseq,
            String extra,
            String body) {
        return request(method, uri, to, callId, cseq, "z9hG4bK" + name + ++branches, extra, body);
    }

    String request(
            String method,
            String uri,
            String to,
            String callId,
            int cseq,
            String branch,
            String extra,
            String body) {
        return method
                + " "
                + uri
                + " SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:"
                + port()
                + ";branch="
                + branch
                + ";rport\r\nMax-Forwards: 70\r\nFrom: \"Al\" <sip:"
                + name
                + "@127.0.0.1>;tag=t"
                + name
                + "\r\nTo: "
                + to
                + "\r\nCall-ID: "
                + callId
                + "\r\nCSeq: "
                + cseq
                + " "
                + method
                + "\r\nContact: <"
                + uri()
                + ">\r\n"
                + extra
                + (body.isEmpty() || extra.contains("Content-Type")
                        ? ""
                        : "Content-Type: application/sdp\r\n")
                + "Content-Length: "
                + body.length()
                + "\r\n\r\n"
                + body;
    }

    /** A response to a request that came in. */
    String response(String request, int status, String toTag, String extra, String body) {
        StringBuilder text = new StringBuilder("SIP/2.0 " + status + " Said\r\n");
        for (String line : request.split("\r\n\r\n")[0].split("\r\n")) {
            if (line.matches("(?i)(Via|From|Call-ID|CSeq|Record-Route):.*")) {
                text.append(line).append("\r\n");
            } else if (line.matches("(?i)To:.*")) {
                boolean tagged = line.contains(";tag=") || toTag.isEmpty();
                text.append(line).append(tagged ? "" : ";tag=" + toTag).append("\r\n");
            }
        }
        return text.append("Contact: <" + uri() + ">\r\n")
                .append(extra)
                .append(
                        body.isEmpty() || extra.contains("Content-Type")
                                ? ""
                                : "Content-Type: application/sdp\r\n")
                .append("Content-Length: " + body.length() + "\r\n\r\n")
                .append(body)
                .toString();
    }

    void send(String message) throws IOException {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, server));
    }

    /** The next message within 3 s whose first line has that in it; others are passed over. */
    String expect(String inFirstLine) throws IOException {
        StringBuilder seen = new StringBuilder();
        long deadlineNs = System.nanoTime() + 3_000_000_000L;
        while (deadlineNs - System.nanoTime() > 0) {
            String message = receive(Math.max(1, (deadlineNs - System.nanoTime()) / 1_000_000));
            String first = message.lines().findFirst().orElse("(nothing)");
            if (first.contains(inFirstLine)) {
                return message;
            }
            seen.append(message).append('\n');
        }
        return fail("no " + inFirstLine + " came, but\n" + seen);
    }

    /** The next message, or nothing when none comes in time. */
    String receive(long timeoutMs) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        socket.setSoTimeout((int) timeoutMs);
        try {
            socket.receive(packet);
            return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
        } catch (SocketTimeoutException e) {
            return "";
        }
    }

    /** Value of a header; empty when it is not there. */
    static String header(String message, String name) {
        Matcher matcher =
                Pattern.compile("(?mi)^" + Pattern.quote(name) + ":\\s*(.*?)\\s*$")
                        .matcher(message.split("\r\n\r\n")[0]);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** Names of the headers, in order. */
    static List<String> names(String message) {
        return message.split("\r\n\r\n")[0]
                .lines()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(':')))
                .toList();
    }

    /** URI of the Contact. */
    static String contact(String message) {
        return header(message, "Contact").replaceAll(".*<([^>]*)>.*", "$1");
    }

    static String body(String message) {
        int end = message.indexOf("\r\n\r\n");
        return end < 0 ? "" : message.substring(end + 4);
    }

    @Override
    public void close() {
        socket.close();
    }
}
