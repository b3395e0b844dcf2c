package io.ringway.media.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.Allocations;
import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class RtpAllocationTest {

    private final RtpHeader header = new RtpHeader();
    private final RtcpCompound compound = new RtcpCompound();
    private final RtcpWriter writer = new RtcpWriter();
    private final ReceptionStatistics statistics =
            new ReceptionStatistics(0x22, 48_000, RtpSettings.DEFAULTS);
    private final SumHandler handler = new SumHandler();
    private final UnsafeBuffer out = new UnsafeBuffer(new byte[256]);
    private final ExtensionWriter extensions = new ExtensionWriter(ExtensionWriter.Form.ONE_BYTE);
    private final short[] pcm = new short[960];
    private final UnsafeBuffer cname = new UnsafeBuffer(new byte[16]);
    private final UnsafeBuffer rtcp = new UnsafeBuffer(RecordingHandler.compound());
    private final UnsafeBuffer rtp =
            new UnsafeBuffer(
                    HexFormat.of().parseHex("906f7ffffffffffedeadbeefbede000110a132b1aabbcc"));

    private int packet;

    @Test
    void shouldAllocateNothingOnceWarm() {
        assertEquals(0, Allocations.perCall(this::onePacket));
        assertTrue(handler.sum != 0);
    }

    private void onePacket() {
        int i = packet++;
        assertZero(header.wrap(rtp, 0, rtp.capacity()));
        handler.sum += header.sequence() + header.timestamp() + header.extensionOffset(1);
        statistics.onPacket(i & 0xFFFF, 960L * i, 20_000_000L * i);
        assertZero(compound.parse(rtcp, 0, rtcp.capacity(), handler));
        handler.sum += extend(i);
        writer.wrap(out, 0)
                .senderReport(0x11, i, i, i, i)
                .reportBlock(statistics, i)
                .cname(0x11, cname)
                .bye(0x11);
        handler.sum += writer.length();
    }

    private int extend(int i) {
        pcm[i % pcm.length] = (short) i;
        RtpWriter.writeHeader(out, 0, false, 111, i, i, 0x11);
        int level = AudioLevel.ofPcm(pcm, 0, pcm.length);
        int length = extensions.wrap(out, 0).element(4, cname).audioLevel(1, level, true).end();
        assertZero(header.wrap(out, 0, length));
        return AudioLevel.levelOf(AudioLevel.read(header, 1));
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
