package io.ringway.signaling.sip.transport;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A message cut into lines, with nothing in it understood: folds undone, short header names made
 * long (RFC 3261 §7.3.1 and §7.3.3). It serves to judge a message before JAIN-SIP parses it, and to
 * answer one that it will not parse.
 *
 * @param startLine request or status line, as it came
 * @param headers in their order
 * @param body what follows the head
 * @param fault what is wrong with the lines themselves; empty for nothing
 */
record RawMessage(String startLine, List<Header> headers, byte[] body, String fault) {

    /**
     * A header line.
     *
     * @param name in lower case, the long form
     * @param value without the blanks around it
     */
    record Header(String name, String value) {}

    private static final Map<String, String> LONG_NAMES =
            Map.ofEntries(
                    Map.entry("a", "accept-contact"),
                    Map.entry("b", "referred-by"),
                    Map.entry("c", "content-type"),
                    Map.entry("d", "request-disposition"),
                    Map.entry("e", "content-encoding"),
                    Map.entry("f", "from"),
                    Map.entry("i", "call-id"),
                    Map.entry("j", "reject-contact"),
                    Map.entry("k", "supported"),
                    Map.entry("l", "content-length"),
                    Map.entry("m", "contact"),
                    Map.entry("o", "event"),
                    Map.entry("r", "refer-to"),
                    Map.entry("s", "subject"),
                    Map.entry("t", "to"),
                    Map.entry("u", "allow-events"),
                    Map.entry("v", "via"),
                    Map.entry("x", "session-expires"));

    /**
     * Cuts a message up, as far as {@code maxHeaders} header lines.
     *
     * @param bytes with no line ends before its start line
     */
    static RawMessage read(byte[] bytes, int maxHeaders) {
        int headEnd = headEnd(bytes);
        String head = new String(bytes, 0, headEnd, StandardCharsets.UTF_8);
        String fault =
                headEnd == bytes.length && !head.endsWith("\r\n") ? "its head does not end" : "";
        String[] lines = head.replaceAll("\r\n[ \t]+", " ").split("\r\n", maxHeaders + 3);
        List<Header> headers = new ArrayList<>();
        for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
            int colon = lines[i].indexOf(':');
            if (headers.size() == maxHeaders) {
                fault = "more than " + maxHeaders + " headers";
                break;
            }
            if (colon <= 0) {
                fault = "a header line without a colon";
            } else {
                headers.add(header(lines[i], colon));
            }
        }
        byte[] body = Arrays.copyOfRange(bytes, Math.min(bytes.length, headEnd), bytes.length);
        return new RawMessage(lines[0], List.copyOf(headers), body, fault);
    }

    private static Header header(String line, int colon) {
        String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        return new Header(LONG_NAMES.getOrDefault(name, name), line.substring(colon + 1).strip());
    }

    private static int headEnd(byte[] bytes) {
        for (int i = 0; i + 3 < bytes.length; i++) {
            if (bytes[i] == '\r'
                    && bytes[i + 1] == '\n'
                    && bytes[i + 2] == '\r'
                    && bytes[i + 3] == '\n') {
                return i + 4;
            }
        }
        return bytes.length;
    }

    boolean isResponse() {
        return startLine.regionMatches(true, 0, "SIP/", 0, 4);
    }

    /** The first word of a request line. */
    String method() {
        int space = startLine.indexOf(' ');
        return space < 0 ? startLine : startLine.substring(0, space);
    }

    /** Values of all lines of a header, in their order. */
    List<String> values(String name) {
        List<String> values = new ArrayList<>();
        for (Header header : headers) {
            if (header.name().equals(name)) {
                values.add(header.value());
            }
        }
        return values;
    }

    /** The value of the first line of a header, empty when there is none. */
    String value(String name) {
        for (Header header : headers) {
            if (header.name().equals(name)) {
                return header.value();
            }
        }
        return "";
    }

    /** The same message without folds and with no more body than it says it has. */
    byte[] normalised(int bodyBytes) {
        StringBuilder head = new StringBuilder(startLine).append("\r\n");
        for (Header header : headers) {
            head.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        out.write(body, 0, bodyBytes);
        return out.toByteArray();
    }
}
