package io.ringway.media.rtp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes down what a compound told, one line each. */
final class RecordingHandler implements RtcpHandler {

    final List<String> told = new ArrayList<>();

    /** A compound of every kind: SR with a block, SDES, NACK, PLI, XR, BYE. */
    static byte[] compound() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        ReceptionStatistics statistics =
                new ReceptionStatistics(0x22, 48_000, RtpSettings.DEFAULTS);
        statistics.onPacket(65_535, 0, 0);
        statistics.onPacket(1, 1_920, 40_000_000);
        int length =
                new RtcpWriter()
                        .wrap(buffer, 0)
                        .senderReport(0x11, 0x1234_5678_9ABC_DEF0L, 4_294_967_295L, 7, 700)
                        .reportBlock(statistics, 40_000_000)
                        .cname(0x11, new UnsafeBuffer(new byte[] {'c', '@', 'h'}))
                        .length();
        // generic NACK, PLI, an XR without blocks, BYE of two sources with a reason
        String rest =
                "81cd0003000000110000003300050003"
                        + "81ce00020000001100000033"
                        + "80cf000100000011"
                        + "82cb0003000000110000004403627965";
        byte[] tail = HexFormat.of().parseHex(rest);
        buffer.putBytes(length, tail);
        return Arrays.copyOf(buffer.byteArray(), length + tail.length);
    }

    @Override
    public void onSenderReport(
            int ssrc, long ntpTimestamp, long rtpTimestamp, long packetCount, long octetCount) {
        told.add(
                "SR %x %x %d %d %d"
                        .formatted(ssrc, ntpTimestamp, rtpTimestamp, packetCount, octetCount));
    }

    @Override
    public void onReportBlock(int reporterSsrc, ReportBlock block) {
        told.add(
                "block %x about %x: %d/256 lost, %d in all, highest %d, jitter %d, LSR %x, DLSR %d"
                        .formatted(
                                reporterSsrc,
                                block.ssrc(),
                                block.fractionLost(),
                                block.cumulativeLost(),
                                block.extendedHighestSequence(),
                                block.jitterTimestampUnits(),
                                block.lastSenderReport(),
                                block.delaySinceLastSenderReport()));
    }

    @Override
    public void onBye(int ssrc) {
        told.add("BYE %x".formatted(ssrc));
    }

    @Override
    public void onNack(int mediaSsrc, int sequence, int bitmask) {
        told.add("NACK %x: %d %x".formatted(mediaSsrc, sequence, bitmask));
    }
}
