package io.ringway.signaling.call;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The part of a SIP URI before its {@code @}, or a telephone number: who is meant, apart from how
 * it is written (RFC 3261 §19.1.2 and §19.1.6, RFC 3966 §5.1.1).
 */
public final class UserPart {

    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9*#().\\s-]*[0-9*#][0-9*#().-]*");
    private static final Pattern SEPARATORS = Pattern.compile("[().\\s-]");
    private static final String PLAIN = "-_.!~*'()&=+$,";

    private UserPart() {}

    /** Without escapes, and without a number's own parameters. An escape that is none stays. */
    public static String read(String text) {
        int end = text.indexOf(';');
        byte[] in = (end < 0 ? text : text.substring(0, end)).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            int high = i + 2 < in.length && in[i] == '%' ? Character.digit(in[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(in[i + 2], 16);
            out.write(low < 0 ? in[i] : high << 4 | low);
            i += low < 0 ? 0 : 2;
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The same of something known to be a telephone number: without visual separators too. */
    public static String readNumber(String text) {
        String number = read(text);
        return NUMBER.matcher(number).matches()
                ? SEPARATORS.matcher(number).replaceAll("")
                : number;
    }

    /** As a URI may have it: what is not allowed in there is escaped. */
    public static String write(String user) {
        StringBuilder out = new StringBuilder(user.length());
        for (byte each : user.getBytes(StandardCharsets.UTF_8)) {
            char plain = (char) (each & 0xff);
            boolean kept =
                    plain < 0x80 && (Character.isLetterOrDigit(plain) || PLAIN.indexOf(plain) >= 0);
            if (kept) {
                out.append(plain);
            } else {
                out.append(String.format("%%%02X", each & 0xff));
            }
        }
        return out.toString();
    }
}
