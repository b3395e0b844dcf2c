package io.ringway.media;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses as others read them: IPv6 in the short form of RFC 5952 and without a scope, which
 * means nothing outside this host.
 *
 * <p>Thread: any; nothing is looked up.
 */
public final class AddressLiteral {

    private static final int GROUPS = 8;

    /** Two groups or more of zeros, between the ends or colons. */
    private static final Pattern ZEROS = Pattern.compile("(?:^|:)0(?::0)+(?::|$)");

    private AddressLiteral() {}

    /** As SDP and most headers write it, such as {@code 192.0.2.1} or {@code 2001:db8::1}. */
    public static String of(InetAddress address) {
        return address instanceof Inet4Address
                ? address.getHostAddress()
                : shortened(groups(address.getAddress()));
    }

    /** As the host of a URI: IPv6 in brackets (RFC 3986 §3.2.2). */
    public static String inUri(InetAddress address) {
        return address instanceof Inet4Address ? of(address) : "[" + of(address) + "]";
    }

    /** Whether a host, in brackets or not, is that address however it is written. */
    public static boolean names(String host, InetAddress address) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String bare = bracketed ? host.substring(1, host.length() - 1) : host;
        try {
            return InetAddress.ofLiteral(bare).equals(address);
        } catch (IllegalArgumentException isAName) {
            return false;
        }
    }

    private static String groups(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            int group = ((bytes[2 * i] & 0xFF) << 8) | (bytes[2 * i + 1] & 0xFF);
            text.append(i == 0 ? "" : ":").append(Integer.toHexString(group));
        }
        return text.toString();
    }

    /** The longest run of zeros left out, the first of several (RFC 5952 §4.2). */
    private static String shortened(String groups) {
        Matcher zeros = ZEROS.matcher(groups);
        int start = 0;
        int end = 0;
        while (zeros.find()) {
            if (groupsIn(zeros.group()) > groupsIn(groups.substring(start, end))) {
                start = zeros.start();
                end = zeros.end();
            }
        }
        return end == 0 ? groups : groups.substring(0, start) + "::" + groups.substring(end);
    }

    private static long groupsIn(String run) {
        return run.chars().filter(digit -> digit == '0').count();
    }
}
