package io.ringway.signaling.sip.transport;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPRequest;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import javax.sip.message.Request;

/**
 * Makes the branch of a request that came in tell as much as RFC 3261 §17.2.3 asks for. JAIN-SIP
 * looks for a server transaction by the branch alone, so that two requests of different senders, or
 * of different methods, lose one of them when their branches happen to be the same. A tag made of
 * method, sent-by and Call-ID is put behind the branch before JAIN-SIP sees it, and taken off what
 * is sent back. An ACK and a CANCEL get their INVITE's.
 *
 * <p>Branches of RFC 2543, without the magic cookie, are left alone: JAIN-SIP compares more of
 * those.
 */
final class BranchTag {

    private static final String COOKIE = "z9hg4bk";
    private static final String MARK = "-rw";
    private static final int TAG_CHARS = MARK.length() + 16;
    private static final byte[] VIA = "\r\nvia:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BRANCH = ";branch=".getBytes(StandardCharsets.US_ASCII);

    private static final long FNV_OFFSET = 0xCBF2_9CE4_8422_2325L;
    private static final long FNV_PRIME = 0x100_0000_01B3L;

    private BranchTag() {}

    /** Tags the topmost Via's branch. */
    static void put(SIPRequest request) {
        Via via = request.getTopmostVia();
        String branch = via.getBranch();
        if (branch == null || !branch.toLowerCase(Locale.ROOT).startsWith(COOKIE)) {
            return;
        }
        try {
            via.setBranch(branch + MARK + HexFormat.of().toHexDigits(hash(request, via)));
        } catch (ParseException e) {
            throw new IllegalStateException("a branch cannot be written: " + branch, e);
        }
    }

    private static long hash(SIPRequest request, Via via) {
        String method = request.getCSeq().getMethod();
        boolean invites = method.equals(Request.ACK) || method.equals(Request.CANCEL);
        long hash = FNV_OFFSET;
        hash = add(hash, invites ? Request.INVITE : method);
        hash = add(hash, via.getHost().toLowerCase(Locale.ROOT));
        hash = add(hash, Integer.toString(via.getPort()));
        return add(hash, request.getCallId().getCallId());
    }

    private static long add(long hash, String text) {
        long sum = hash;
        for (int i = 0; i < text.length(); i++) {
            sum = (sum ^ text.charAt(i)) * FNV_PRIME;
        }
        return (sum ^ 0xFFFF) * FNV_PRIME;
    }

    /** A response as its receiver has to see it: the topmost Via's branch as it came. */
    static byte[] withoutTag(byte[] response) {
        int via = indexOf(response, 0, VIA);
        int start = via < 0 ? -1 : indexOf(response, via, BRANCH);
        if (start < 0) {
            return response;
        }
        int end = start + BRANCH.length;
        while (end < response.length && isToken(response[end])) {
            end++;
        }
        int tag = end - TAG_CHARS;
        if (tag < start + BRANCH.length || !isMark(response, tag)) {
            return response;
        }
        byte[] plain = Arrays.copyOf(response, response.length - TAG_CHARS);
        System.arraycopy(response, end, plain, tag, response.length - end);
        return plain;
    }

    private static boolean isToken(byte b) {
        return b > ' ' && b != ';' && b != ',';
    }

    private static boolean isMark(byte[] bytes, int at) {
        for (int i = 0; i < MARK.length(); i++) {
            if (bytes[at + i] != MARK.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Where that is first, in whatever case it is written. */
    private static int indexOf(byte[] bytes, int from, byte[] wanted) {
        for (int i = from; i + wanted.length <= bytes.length; i++) {
            if (isAt(bytes, i, wanted)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isAt(byte[] bytes, int at, byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            byte b = bytes[at + i];
            if ((b >= 'A' && b <= 'Z' ? b | 0x20 : b) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
