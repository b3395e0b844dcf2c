package io.ringway.server.sip.phone;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A SIP message as its lines.
 *
 * @param start request or status line
 * @param headers as they stand, in their order
 */
public record SipText(String start, List<String> headers, String body) {

    private static final Map<String, String> COMPACT =
            Map.of(
                    "v",
                    "via",
                    "f",
                    "from",
                    "t",
                    "to",
                    "i",
                    "call-id",
                    "m",
                    "contact",
                    "l",
                    "content-length",
                    "c",
                    "content-type",
                    "k",
                    "supported",
                    "r",
                    "refer-to");

    /** Reads one whole message. */
    public static SipText parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        String head = end < 0 ? text : text.substring(0, end);
        List<String> lines = new ArrayList<>(List.of(head.split("\r\n")));
        String start = lines.removeFirst();
        return new SipText(start, lines, end < 0 ? "" : text.substring(end + 4));
    }

    /** Values of all headers of a name, in order. */
    public List<String> all(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return headers.stream()
                .filter(line -> nameOf(line).equals(wanted))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .toList();
    }

    private static String nameOf(String line) {
        String name = line.substring(0, Math.max(0, line.indexOf(':')));
        String lower = name.strip().toLowerCase(Locale.ROOT);
        return COMPACT.getOrDefault(lower, lower);
    }

    /** The first header of a name; empty when there is none. */
    public String header(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? "" : all.getFirst();
    }

    public boolean request() {
        return !start.startsWith("SIP/2.0 ");
    }

    /** Whether it is a request of that method. */
    public boolean asks(String method) {
        return request() && method().equals(method);
    }

    /** Of a response; 0 for a request. */
    public int status() {
        return request() ? 0 : Integer.parseInt(start.substring(8, 11));
    }

    /** Of a request, or of the request a response answers. */
    public String method() {
        return header("CSeq").replaceAll("^\\d+\\s+", "");
    }

    public int cseq() {
        return Integer.parseInt(header("CSeq").replaceAll("\\s.*", ""));
    }

    public String callId() {
        return header("Call-ID");
    }

    /** The address between angle brackets of the Contact header, or the bare one. */
    public String target() {
        String contact = header("Contact");
        int open = contact.indexOf('<');
        return open < 0
                ? contact.replaceAll(";.*", "")
                : contact.substring(open + 1, contact.indexOf('>', open));
    }

    /** A line of the session description by how it begins. */
    public Optional<String> line(String beginning) {
        return body.lines().filter(line -> line.startsWith(beginning)).findFirst();
    }

    /** Where the session description asks for RTP; 0 when it refuses. */
    public int mediaPort() {
        return line("m=audio ").map(m -> Integer.parseInt(m.split(" ")[1])).orElse(0);
    }

    /** Where the session description asks for RTP, in the address family it names. */
    public InetSocketAddress media() {
        String address = line("c=IN IP").orElseThrow().substring("c=IN IP4 ".length());
        return new InetSocketAddress(InetAddress.ofLiteral(address), mediaPort());
    }

    /** The tag of a From or To header; empty when it has none. */
    public static String tag(String address) {
        int at = address.indexOf(";tag=");
        return at < 0 ? "" : address.substring(at + 5).replaceAll("[;\\s].*", "");
    }

    /** The same with a tag behind its To header. */
    SipText withToTag(String tag) {
        List<String> tagged =
                headers.stream()
                        .map(line -> line.startsWith("To:") ? line + ";tag=" + tag : line)
                        .toList();
        return new SipText(start, tagged, body);
    }

    /**
     * A response to this request.
     *
     * @param toTag for the To header when it has none
     * @param more headers that are not the request's own
     */
    SipText response(String status, String toTag, List<String> more, String answer) {
        List<String> lines = new ArrayList<>();
        all("Via").forEach(via -> lines.add("Via: " + via));
        all("Record-Route").forEach(route -> lines.add("Record-Route: " + route));
        lines.add("From: " + header("From"));
        String to = header("To");
        lines.add("To: " + to + (tag(to).isEmpty() ? ";tag=" + toTag : ""));
        lines.add("Call-ID: " + callId());
        lines.add("CSeq: " + header("CSeq"));
        lines.addAll(more);
        return new SipText("SIP/2.0 " + status, lines, answer);
    }

    /** The BYE that ends the call of this INVITE, from the one who was called. */
    SipText bye(String via, String tag) {
        List<String> lines = new ArrayList<>(List.of(via, "Max-Forwards: 70"));
        all("Record-Route").forEach(route -> lines.add("Route: " + route));
        lines.add("From: " + header("To") + ";tag=" + tag);
        lines.add("To: " + header("From"));
        lines.add("Call-ID: " + callId());
        lines.add("CSeq: 1 BYE");
        return new SipText("BYE " + target() + " SIP/2.0", lines, "");
    }

    /** The bytes to send, with the body's length told. */
    public byte[] bytes() {
        StringBuilder text = new StringBuilder(start).append("\r\n");
        headers.forEach(line -> text.append(line).append("\r\n"));
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        text.append("Content-Length: ").append(length).append("\r\n\r\n").append(body);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
