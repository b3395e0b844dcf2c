package io.ringway.media.leg;

import io.ringway.media.rtp.NtpTime;
import io.ringway.media.rtp.RtcpWriter;
import io.ringway.media.shard.DeadlineHeap;
import io.ringway.media.shard.MediaShard;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A leg's regular RTCP: a sender report for each stream that has sent, else a receiver report, with
 * blocks about every received stream (RFC 3550 §6.2, §6.4). The first goes out early, so that round
 * trip and clocks are known soon; the others at a randomised interval.
 *
 * <p>Thread: the leg's shard.
 */
final class RtcpReports extends DeadlineHeap.Entry {

    private static final long FIRST_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private final MediaShard shard;
    private final AudioReception reception;
    private final AudioTransmission transmission;
    private final WallClock wallClock;
    private final RandomGenerator random;
    private final long intervalNs;
    private final DirectBuffer cname;
    private final RtcpWriter writer = new RtcpWriter();
    private final UnsafeBuffer compound;

    RtcpReports(
            ShardServices services,
            AudioReception reception,
            AudioTransmission transmission,
            RandomGenerator random) {
        this.shard = services.shard();
        this.wallClock = services.wallClock();
        this.intervalNs = TimeUnit.MILLISECONDS.toNanos(services.legSettings().rtcpIntervalMs());
        this.compound = services.scratch();
        this.reception = reception;
        this.transmission = transmission;
        this.random = random;
        // A short-term persistent CNAME that names nobody (RFC 7022 §4.2).
        byte[] name = Long.toHexString(random.nextLong()).getBytes(StandardCharsets.US_ASCII);
        this.cname = new UnsafeBuffer(name);
    }

    void start(long nowNs) {
        shard.deadlines().schedule(this, nowNs + FIRST_NS);
    }

    /** The last report: says goodbye for each stream. */
    void sendBye(long nowNs) {
        shard.deadlines().remove(this);
        if (transmission.ready() && !transmission.streams().isEmpty()) {
            write(nowNs);
            for (OutboundStream stream : transmission.streams()) {
                writer.bye(stream.ssrc());
            }
            transmission.sendRtcp(compound, writer.length());
        }
    }

    @Override
    protected void onDeadline(long nowNs) {
        if (transmission.ready() && !transmission.streams().isEmpty()) {
            write(nowNs);
            transmission.sendRtcp(compound, writer.length());
        }
        long jitterNs = random.nextLong(intervalNs) - intervalNs / 2;
        shard.deadlines().schedule(this, nowNs + intervalNs + jitterNs);
    }

    private void write(long nowNs) {
        writer.wrap(compound, 0);
        boolean first = true;
        for (OutboundStream stream : transmission.streams()) {
            if (stream.packets() > 0) {
                writer.senderReport(
                        stream.ssrc(),
                        NtpTime.ofUnixNs(wallClock.unixNs(nowNs, nowNs)),
                        stream.timestampAt(nowNs),
                        stream.packets(),
                        stream.payloadBytes());
                first = writeBlocks(first, nowNs);
            }
        }
        int ownSsrc = transmission.streams().getFirst().ssrc();
        if (first) {
            writer.receiverReport(ownSsrc);
            writeBlocks(true, nowNs);
        }
        writer.cname(ownSsrc, cname);
    }

    /** Blocks go with the first report only. */
    private boolean writeBlocks(boolean first, long nowNs) {
        if (first) {
            for (InboundStream stream : reception.streams()) {
                writer.reportBlock(stream.statistics(), nowNs);
            }
        }
        return false;
    }
}
