package io.ringway.media.rtp;

import static java.nio.ByteOrder.BIG_ENDIAN;

import io.ringway.media.counters.Counter;
import org.agrona.DirectBuffer;

/**
 * Reads compound RTCP packets (RFC 3550 §6.1), reduced-size ones included (RFC 5506).
 *
 * <p>The whole compound is checked before anything of it is told, so a malformed one changes
 * nothing. Types that are not told are still checked for version and length.
 *
 * <p>Thread: one owner. Allocates nothing.
 */
public final class RtcpCompound {

    private static final int MALFORMED = Counter.DROP_RTCP_MALFORMED.code();
    private static final int HEADER = 4;
    private static final int REPORTS_IN_SR = 28;
    private static final int REPORTS_IN_RR = 8;
    private static final int NACKS = 12;

    private final ReportBlock block = new ReportBlock();

    /**
     * Checks a plain compound and tells its parts to the handler.
     *
     * @return 0, or the code of {@link Counter#DROP_RTCP_MALFORMED}
     */
    public int parse(DirectBuffer buffer, int offset, int length, RtcpHandler handler) {
        if (!wellFormed(buffer, offset, length)) {
            return MALFORMED;
        }
        int end = offset + length;
        for (int at = offset; at < end; at += packetLength(buffer, at)) {
            tell(buffer, at, handler);
        }
        return 0;
    }

    private static boolean wellFormed(DirectBuffer buffer, int offset, int length) {
        int end = offset + length;
        int at = offset;
        while (end - at >= HEADER) {
            int packetLength = packetLength(buffer, at);
            int first = buffer.getByte(at) & 0xFF;
            if (first >> 6 != 2 || packetLength > end - at) {
                return false;
            }
            int padding = 0;
            if ((first & 0x20) != 0) {
                // Only the last packet of a compound may be padded, by whole words (§6.4.1).
                padding = buffer.getByte(at + packetLength - 1) & 0xFF;
                boolean fits = padding > 0 && padding % 4 == 0 && padding <= packetLength - HEADER;
                if (!fits || at + packetLength != end) {
                    return false;
                }
            }
            if (packetLength - padding < minimumLength(buffer, at)) {
                return false;
            }
            at += packetLength;
        }
        return at == end && length > 0;
    }

    private static int minimumLength(DirectBuffer buffer, int at) {
        int count = countOf(buffer, at);
        return switch (typeOf(buffer, at)) {
            case RtcpType.SENDER_REPORT ->
                    REPORTS_IN_SR + count * ReceptionStatistics.REPORT_BLOCK_LENGTH;
            case RtcpType.RECEIVER_REPORT ->
                    REPORTS_IN_RR + count * ReceptionStatistics.REPORT_BLOCK_LENGTH;
            case RtcpType.BYE -> HEADER + 4 * count;
            case RtcpType.TRANSPORT_FEEDBACK -> NACKS;
            default -> HEADER;
        };
    }

    private void tell(DirectBuffer buffer, int at, RtcpHandler handler) {
        switch (typeOf(buffer, at)) {
            case RtcpType.SENDER_REPORT -> {
                tellSender(buffer, at, handler);
                tellReports(buffer, at, REPORTS_IN_SR, handler);
            }
            case RtcpType.RECEIVER_REPORT -> tellReports(buffer, at, REPORTS_IN_RR, handler);
            case RtcpType.BYE -> tellByes(buffer, at, handler);
            case RtcpType.TRANSPORT_FEEDBACK -> {
                if (countOf(buffer, at) == RtcpType.GENERIC_NACK) {
                    tellNacks(buffer, at, handler);
                }
            }
            default -> {
                // Source descriptions, application packets, other feedback, extended reports.
            }
        }
    }

    private static void tellSender(DirectBuffer buffer, int at, RtcpHandler handler) {
        handler.onSenderReport(
                buffer.getInt(at + 4, BIG_ENDIAN),
                buffer.getLong(at + 8, BIG_ENDIAN),
                buffer.getInt(at + 16, BIG_ENDIAN) & 0xFFFF_FFFFL,
                buffer.getInt(at + 20, BIG_ENDIAN) & 0xFFFF_FFFFL,
                buffer.getInt(at + 24, BIG_ENDIAN) & 0xFFFF_FFFFL);
    }

    private void tellReports(DirectBuffer buffer, int at, int reports, RtcpHandler handler) {
        int reporter = buffer.getInt(at + 4, BIG_ENDIAN);
        for (int i = 0; i < countOf(buffer, at); i++) {
            int position = at + reports + i * ReceptionStatistics.REPORT_BLOCK_LENGTH;
            handler.onReportBlock(reporter, block.wrap(buffer, position));
        }
    }

    private static void tellByes(DirectBuffer buffer, int at, RtcpHandler handler) {
        for (int i = 0; i < countOf(buffer, at); i++) {
            handler.onBye(buffer.getInt(at + HEADER + 4 * i, BIG_ENDIAN));
        }
    }

    private static void tellNacks(DirectBuffer buffer, int at, RtcpHandler handler) {
        boolean padded = (buffer.getByte(at) & 0x20) != 0;
        int end = at + packetLength(buffer, at);
        int last = padded ? end - (buffer.getByte(end - 1) & 0xFF) : end;
        int media = buffer.getInt(at + 8, BIG_ENDIAN);
        for (int position = at + NACKS; position < last; position += 4) {
            int nack = buffer.getInt(position, BIG_ENDIAN);
            handler.onNack(media, nack >>> 16, nack & 0xFFFF);
        }
    }

    private static int countOf(DirectBuffer buffer, int at) {
        return buffer.getByte(at) & 0x1F;
    }

    private static int typeOf(DirectBuffer buffer, int at) {
        return buffer.getByte(at + 1) & 0xFF;
    }

    private static int packetLength(DirectBuffer buffer, int at) {
        return ((buffer.getShort(at + 2, BIG_ENDIAN) & 0xFFFF) + 1) * 4;
    }
}
