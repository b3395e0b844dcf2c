package io.ringway.signaling.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One byte range of a representation (RFC 9110 §14.1.2).
 *
 * @param first first byte; −1 when no byte of it exists
 * @param last last byte, inclusive
 */
record ByteRange(long first, long last) {

    private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * @return null when the header is malformed or asks for several ranges and so has to be ignored
     */
    static @Nullable ByteRange parse(String header, long lengthBytes) {
        Matcher matcher = SINGLE.matcher(header.trim());
        if (!matcher.matches()) {
            return null;
        }
        String from = matcher.group(1);
        String to = matcher.group(2);
        if (from.isEmpty()) {
            return to.isEmpty() ? null : suffix(Long.parseLong(to), lengthBytes);
        }
        long first = Long.parseLong(from);
        long last = to.isEmpty() ? Long.MAX_VALUE : Long.parseLong(to);
        if (last < first) {
            return null;
        }
        return first >= lengthBytes
                ? new ByteRange(-1, -1)
                : new ByteRange(first, Math.min(last, lengthBytes - 1));
    }

    boolean unsatisfiable() {
        return first < 0;
    }

    long lengthBytes() {
        return last - first + 1;
    }

    private static ByteRange suffix(long bytes, long lengthBytes) {
        if (bytes == 0 || lengthBytes == 0) {
            return new ByteRange(-1, -1);
        }
        return new ByteRange(Math.max(0, lengthBytes - bytes), lengthBytes - 1);
    }
}
