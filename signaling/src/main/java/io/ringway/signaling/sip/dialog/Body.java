package io.ringway.signaling.sip.dialog;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Locale;
import javax.sip.header.ContentTypeHeader;
import javax.sip.message.Message;
import org.jspecify.annotations.Nullable;

/** Bodies of messages: what they are, and the SDP in them. */
final class Body {

    private static final int MOST_PARTS = 16;

    private Body() {}

    /** {@code type/subtype} in lower case, or empty when there is no body. */
    static String type(Message message) {
        ContentTypeHeader type = (ContentTypeHeader) message.getHeader(ContentTypeHeader.NAME);
        if (type == null || length(message) == 0) {
            return "";
        }
        return (type.getContentType() + '/' + type.getContentSubType()).toLowerCase(Locale.ROOT);
    }

    /** The second half of the type. */
    static String subtype(Message message) {
        String type = type(message);
        return type.substring(type.indexOf('/') + 1);
    }

    static String text(Message message) {
        byte[] raw = message.getRawContent();
        return raw == null ? "" : new String(raw, StandardCharsets.UTF_8);
    }

    static int length(Message message) {
        byte[] raw = message.getRawContent();
        return raw == null ? 0 : raw.length;
    }

    /** The SDP, alone or as a part of a multipart body (RFC 5621); null when there is none. */
    static @Nullable String sdp(Message message) {
        String type = type(message);
        if (type.equals("application/sdp")) {
            return text(message);
        }
        if (!type.startsWith("multipart/")) {
            return null;
        }
        ContentTypeHeader header = (ContentTypeHeader) message.getHeader(ContentTypeHeader.NAME);
        String boundary = header.getParameter("boundary");
        return boundary == null ? null : part(text(message), boundary.replace("\"", ""));
    }

    private static @Nullable String part(String text, String boundary) {
        String[] parts = text.split(java.util.regex.Pattern.quote("--" + boundary), MOST_PARTS);
        for (String part : parts) {
            int end = part.indexOf("\r\n\r\n");
            String head = end < 0 ? "" : part.substring(0, end).toLowerCase(Locale.ROOT);
            if (head.contains("application/sdp")) {
                String body = part.substring(end + 4);
                return body.endsWith("\r\n\r\n") ? body.substring(0, body.length() - 2) : body;
            }
        }
        return null;
    }

    static void set(Message message, String type, String subtype, String text) {
        ContentTypeHeader header =
                Sip.make(() -> Sip.HEADERS.createContentTypeHeader(type, subtype));
        try {
            message.setContent(text.getBytes(StandardCharsets.UTF_8), header);
        } catch (ParseException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    static void setSdp(Message message, String sdp) {
        set(message, "application", "sdp", sdp);
    }
}
