package io.ringway.media.leg;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.net.PacketEvent;
import io.ringway.media.rtp.NtpTime;
import io.ringway.media.rtp.ReportBlock;
import io.ringway.media.rtp.RoundTrip;
import io.ringway.media.rtp.RtcpCompound;
import io.ringway.media.rtp.RtcpHandler;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads the remote party's reports: its clocks for capture times, its blocks for the round trip.
 *
 * <p>Thread: the leg's shard.
 */
final class RtcpReception implements RtcpHandler {

    private final AudioReception reception;
    private final LegTransport transport;
    private final LegPlayback playback;
    private final CounterBlock counters;
    private final WallClock wallClock;
    private final RtcpCompound compound = new RtcpCompound();
    private final UnsafeBuffer plain;
    private long arrivalNs;
    private long nowNs;
    private long roundTripNs = RoundTrip.UNKNOWN;

    RtcpReception(
            AudioReception reception,
            LegTransport transport,
            LegPlayback playback,
            ShardServices services) {
        this.reception = reception;
        this.transport = transport;
        this.playback = playback;
        this.counters = services.shard().counters();
        this.wallClock = services.wallClock();
        this.plain = services.scratch();
    }

    /** Takes one datagram. */
    void onRtcp(PacketEvent event, long cycleNowNs) {
        int length = reception.openRtcp(event, plain);
        boolean authentic = reception.authenticates();
        int admitted = length < 0 ? length : transport.admitReports(event, authentic, cycleNowNs);
        if (admitted < 0) {
            counters.increment(Counter.ofCode(admitted));
            return;
        }
        counters.increment(Counter.RTCP_OPENED);
        arrivalNs = event.arrivalNs();
        nowNs = cycleNowNs;
        int outcome = compound.parse(plain, 0, length, this);
        if (outcome < 0) {
            counters.increment(Counter.ofCode(outcome));
        }
    }

    /** Round trip told last, or −1. */
    double roundTripMs() {
        return roundTripNs == RoundTrip.UNKNOWN ? -1 : roundTripNs / 1e6;
    }

    @Override
    public void onSenderReport(
            int ssrc, long ntpTimestamp, long rtpTimestamp, long packetCount, long octetCount) {
        InboundStream stream = reception.find(ssrc);
        if (stream != null) {
            stream.onSenderReport(ntpTimestamp, rtpTimestamp, arrivalNs);
        }
    }

    /** A report on what we send: its delay for the round trip, its loss for our redundancy. */
    @Override
    public void onReportBlock(int reporterSsrc, ReportBlock block) {
        playback.onReport(block.ssrc(), block.fractionLost(), nowNs);
        long roundTrip =
                RoundTrip.ofReportNs(
                        block.lastSenderReport(),
                        block.delaySinceLastSenderReport(),
                        NtpTime.ofUnixNs(wallClock.unixNs(arrivalNs, nowNs)));
        if (roundTrip != RoundTrip.UNKNOWN) {
            roundTripNs = roundTrip;
        }
    }

    /** A source that leaves may come back or be replaced; the leg itself ends by signaling. */
    @Override
    public void onBye(int ssrc) {
        counters.increment(Counter.RTCP_BYES);
    }

    /** Audio is not retransmitted. */
    @Override
    public void onNack(int mediaSsrc, int sequence, int bitmask) {
        counters.increment(Counter.RTCP_NACKS);
    }
}
