package io.ringway.media.codec;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.jitter.JitterSink;
import io.ringway.media.rtp.MediaPacket;
import io.ringway.proto.SegmentFlag;

/**
 * Keeps a stream of Opus packets exact against its RTP clock: every stretch of RTP time is told
 * once, whether a packet, a loss or the sender's own silence stands there.
 *
 * <p>Lengths come from RTP time, never from counts of packets, because packets of other payload
 * types (RFC 4733 telephone events) share the sequence and because a silent sender (DTX) skips time
 * but no sequence number. Time beyond the fill bound is told in one segment without payload if as
 * much time passed between the arrivals; otherwise the sender's clock jumped, which is a
 * discontinuity. So is a step back. Thread: the decoding stage's.
 */
public abstract sealed class RtpTimeline implements JitterSink permits SpeechTimeline, OpusForward {

    /** RTP clock of Opus (RFC 7587 §4.1). */
    static final int CLOCK_HZ = 48_000;

    static final int LOST = SegmentFlag.LOST_VALUE;
    static final int DTX = SegmentFlag.DTX_VALUE;
    static final int SILENCE = SegmentFlag.SILENCE_VALUE;
    static final int CONCEALED_FEC = SegmentFlag.CONCEALED_FEC_VALUE;
    static final int CONCEALED_PLC = SegmentFlag.CONCEALED_PLC_VALUE;

    /** An encoder's packet of up to two bytes says "as before, and silent" (RFC 7587 §3.1.3). */
    private static final int DTX_PACKET_BYTES = 2;

    /** How far arrival may disagree with RTP time over a long pause: this and an eighth of it. */
    private static final long TOLERANCE_48K = 2L * CLOCK_HZ;

    final PcmSink sink;
    final CounterBlock counters;
    final TimelineSettings settings;
    private final boolean[] payloadTypes = new boolean[128];
    private final int maxFill48k;

    private long nextTimestamp;
    private long lastArrivalNs;
    private boolean started;
    private boolean lost;
    private int pendingFlags = SegmentFlag.DISCONTINUITY_VALUE;

    RtpTimeline(PcmSink sink, TimelineSettings settings, CounterBlock counters) {
        this.sink = sink;
        this.settings = settings;
        this.counters = counters;
        this.maxFill48k = settings.maxFillMs() * (CLOCK_HZ / 1_000);
    }

    /** Says whether packets of this payload type (0 to 127) are Opus; at first none is. */
    public final void acceptPayloadType(int payloadType, boolean accept) {
        payloadTypes[payloadType] = accept;
    }

    /** RTP time up to which everything was told, in 64 bits; 0 before the first packet. */
    public final long nextRtpTimestamp() {
        return nextTimestamp;
    }

    /**
     * Goes on where another timeline of the same stream stopped, for a change of format in the
     * midst of it, without a discontinuity.
     */
    public final void continueFrom(RtpTimeline previous) {
        nextTimestamp = previous.nextTimestamp;
        lastArrivalNs = previous.lastArrivalNs;
        started = previous.started;
        lost = previous.lost;
        pendingFlags = previous.pendingFlags;
    }

    @Override
    public final void onPacket(MediaPacket packet) {
        if (!payloadTypes[packet.payloadType()]) {
            return;
        }
        int length = packet.payloadLength();
        int samples48k = OpusPacket.samples48k(packet.buffer(), packet.payloadOffset(), length);
        if (samples48k < 0) {
            refuse();
            return;
        }
        if (started) {
            bridge(packet);
        }
        started = true;
        lost = false;
        nextTimestamp = packet.rtpTimestamp();
        lastArrivalNs = packet.arrivalNs();
        if (packet(packet, samples48k, length <= DTX_PACKET_BYTES ? DTX : 0)) {
            nextTimestamp += samples48k;
        } else {
            refuse();
        }
    }

    @Override
    public final void onGap(long firstMissingSequence, int missing, MediaPacket next) {
        lost = true;
    }

    @Override
    public final void onDiscontinuity() {
        started = false;
        lost = false;
        pendingFlags |= SegmentFlag.DISCONTINUITY_VALUE;
        restart();
    }

    /**
     * Tells one packet, which begins at {@link #nextRtpTimestamp}.
     *
     * @return false when it turned out to be unusable; its time is then told as lost
     */
    abstract boolean packet(MediaPacket packet, int samples48k, int flags);

    /**
     * Tells a stretch of time for which no packet came, within the fill bound.
     *
     * @param wasLost whether packets are missing; otherwise the sender was silent
     * @param next the packet after it, at {@code toTimestamp}
     */
    abstract void fill(long fromTimestamp, long toTimestamp, boolean wasLost, MediaPacket next);

    /** The stream begins anew. */
    abstract void restart();

    /**
     * Samples at an output rate that lie between two RTP times; exact over any sum of stretches.
     */
    static int samplesBetween(long fromTimestamp, long toTimestamp, int rateHz) {
        int ratio = CLOCK_HZ / rateHz;
        return (int) (Math.floorDiv(toTimestamp, ratio) - Math.floorDiv(fromTimestamp, ratio));
    }

    /** Commits what was claimed, with the flags that waited for a segment. */
    final void commit(int bytes, int samples, long rtpTimestamp, long arrivalNs, int flags) {
        sink.commit(bytes, samples, rtpTimestamp, arrivalNs, flags | pendingFlags);
        pendingFlags = 0;
    }

    /** Tells a stretch by its length alone. */
    final void tellEmpty(long from, long to, int rateHz, long arrivalNs, int flags) {
        if (sink.claim(0)) {
            commit(0, samplesBetween(from, to, rateHz), from, arrivalNs, flags);
        }
    }

    /** Output rate. */
    abstract int rateHz();

    private void bridge(MediaPacket next) {
        long timestamp = next.rtpTimestamp();
        long gap48k = timestamp - nextTimestamp;
        if (gap48k == 0) {
            return;
        }
        long arrivalNs = next.arrivalNs();
        if (gap48k > 0 && gap48k <= maxFill48k) {
            fill(nextTimestamp, timestamp, lost, next);
        } else if (gap48k > 0 && isPause(gap48k, arrivalNs - lastArrivalNs)) {
            int cause = lost ? LOST : DTX;
            tellEmpty(nextTimestamp, timestamp, rateHz(), arrivalNs, cause | SILENCE);
        } else {
            pendingFlags |= SegmentFlag.DISCONTINUITY_VALUE;
        }
    }

    private static boolean isPause(long gap48k, long elapsedNs) {
        long elapsed48k = elapsedNs / 1_000 * CLOCK_HZ / 1_000_000;
        return gap48k <= Integer.MAX_VALUE
                && Math.abs(elapsed48k - gap48k) <= TOLERANCE_48K + gap48k / 8;
    }

    /** Counts a packet that cannot be used; the time it covered will be told as lost. */
    private void refuse() {
        counters.increment(Counter.DROP_DECODE_FAILED);
        lost = true;
    }
}
