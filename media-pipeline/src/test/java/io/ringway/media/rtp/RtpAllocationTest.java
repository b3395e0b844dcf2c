package io.ringway.media.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class RtpAllocationTest {

    private static final int WARM_UP = 50_000;
    private static final int MEASURED = 50_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final RtpHeader header = new RtpHeader();
    private final RtcpCompound compound = new RtcpCompound();
    private final RtcpWriter writer = new RtcpWriter();
    private final ReceptionStatistics statistics =
            new ReceptionStatistics(0x22, 48_000, RtpSettings.DEFAULTS);
    private final SumHandler handler = new SumHandler();
    private final UnsafeBuffer out = new UnsafeBuffer(new byte[256]);
    private final UnsafeBuffer cname = new UnsafeBuffer(new byte[16]);
    private final UnsafeBuffer rtcp = new UnsafeBuffer(RecordingHandler.compound());
    private final UnsafeBuffer rtp =
            new UnsafeBuffer(
                    HexFormat.of().parseHex("906f7ffffffffffedeadbeefbede000110a132b1aabbcc"));

    @Test
    void shouldAllocateNothingOnceWarm() {
        run(WARM_UP);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        long sum = run(MEASURED);
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertEquals(0, bytes / MEASURED, bytes + " bytes in " + MEASURED + " packets");
        assertTrue(bytes < 4_096, bytes + " bytes in " + MEASURED + " packets");
        assertTrue(sum != 0);
    }

    private long run(int packets) {
        long sum = 0;
        for (int i = 0; i < packets; i++) {
            assertZero(header.wrap(rtp, 0, rtp.capacity()));
            sum += header.sequence() + header.timestamp() + header.extensionOffset(1);
            statistics.onPacket(i & 0xFFFF, 960L * i, 20_000_000L * i);
            assertZero(compound.parse(rtcp, 0, rtcp.capacity(), handler));
            writer.wrap(out, 0)
                    .senderReport(0x11, i, i, i, i)
                    .reportBlock(statistics, i)
                    .cname(0x11, cname)
                    .bye(0x11);
            sum += writer.length();
        }
        return sum + handler.sum;
    }

    private static void assertZero(int code) {
        if (code != 0) {
            throw new AssertionError("code " + code);
        }
    }

    private static final class SumHandler implements RtcpHandler {

        private long sum;

        @Override
        public void onSenderReport(
                int ssrc, long ntpTimestamp, long rtpTimestamp, long packets, long octets) {
            sum += ssrc + ntpTimestamp + rtpTimestamp + packets + octets;
        }

        @Override
        public void onReportBlock(int reporterSsrc, ReportBlock block) {
            sum += reporterSsrc + block.cumulativeLost();
        }

        @Override
        public void onBye(int ssrc) {
            sum += ssrc;
        }

        @Override
        public void onNack(int mediaSsrc, int sequence, int bitmask) {
            sum += mediaSsrc + sequence + bitmask;
        }
    }
}
