package io.ringway.media.codec;

import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.jitter.JitterSink;
import io.ringway.media.rtp.MediaPacket;
import io.ringway.proto.SegmentFlag;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a stream of speech packets exact against its RTP clock: every stretch of RTP time is told
 * once, whether a packet, a loss or the sender's own silence stands there.
 *
 * <p>Lengths come from RTP time, never from counts of packets, because packets of other payload
 * types (RFC 4733 telephone events) share the sequence and because a silent sender (DTX) skips time
 * but no sequence number. Time beyond the fill bound is told in one segment without payload if as
 * much time passed between the arrivals; otherwise the sender's clock jumped, which is a
 * discontinuity. So is a step back.
 *
 * <p>A codec may change between any two packets, and its clock with it: the time up to the first
 * packet of the new one counts in ticks of the old (RFC 7160 §4.1), if arrival agrees. Thread: the
 * decoding stage's.
 */
public abstract sealed class RtpTimeline implements JitterSink permits SpeechTimeline, OpusForward {

    static final int LOST = SegmentFlag.LOST_VALUE;
    static final int DTX = SegmentFlag.DTX_VALUE;
    static final int SILENCE = SegmentFlag.SILENCE_VALUE;
    static final int GATED = SegmentFlag.GATED_VALUE;
    static final int CONCEALED_FEC = SegmentFlag.CONCEALED_FEC_VALUE;
    static final int CONCEALED_PLC = SegmentFlag.CONCEALED_PLC_VALUE;

    /** An encoder's packet of up to two bytes says "as before, and silent" (RFC 7587 §3.1.3). */
    private static final int DTX_PACKET_BYTES = 2;

    private static final int PAYLOAD_TYPES = 128;
    private static final Codec[] CODECS = Codec.values();

    /** How far arrival may disagree with RTP time over a long pause: this and an eighth of it. */
    private static final long PAUSE_TOLERANCE_MS = 2_000;

    /** The same for the step from one RTP clock to another, the last packet's length included. */
    private static final long CHANGE_TOLERANCE_MS = 250;

    final PcmSink sink;
    final CounterBlock counters;
    final TimelineSettings settings;

    /**
     * By payload type, the ordinal of what its packets are and one more; 0 when they are nothing.
     */
    private final byte[] codecs = new byte[PAYLOAD_TYPES];

    private int clockHz;
    private long nextTimestamp;
    private long lastArrivalNs;
    private boolean started;
    private boolean lost;
    private int pendingFlags = SegmentFlag.DISCONTINUITY_VALUE;

    RtpTimeline(PcmSink sink, TimelineSettings settings, CounterBlock counters) {
        this.sink = sink;
        this.settings = settings;
        this.counters = counters;
    }

    /**
     * Says what packets of a payload type (0 to 127) are; at first none is anything.
     *
     * @param codec one of speech, or comfort noise
     */
    public final void acceptPayloadType(int payloadType, Codec codec) {
        codecs[payloadType] = (byte) (codec.ordinal() + 1);
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
        clockHz = previous.clockHz;
        nextTimestamp = previous.nextTimestamp;
        lastArrivalNs = previous.lastArrivalNs;
        started = previous.started;
        lost = previous.lost;
        pendingFlags = previous.pendingFlags;
    }

    @Override
    public final void onPacket(MediaPacket packet) {
        Codec codec = codecOf(packet);
        if (codec == Codec.COMFORT_NOISE) {
            reach(packet, clockHz == 0 ? PacketDuration.clockHz(codec) : clockHz);
            comfort(packet);
        } else if (codec != null) {
            onSpeech(packet, codec);
        }
    }

    @Override
    public final void onGap(long firstMissingSequence, int missing, MediaPacket next) {
        lost = true;
    }

    /** Tells that it came, at its place, of no length: its time was told when it was given up. */
    @Override
    public final void onLate(MediaPacket packet) {
        boolean told = started && packet.rtpTimestamp() < nextTimestamp;
        if (told && codecOf(packet) != null && sink.claim(0)) {
            long timestamp = packet.rtpTimestamp();
            sink.commit(0, 0, timestamp, packet.arrivalNs(), SegmentFlag.LATE_VALUE);
        }
    }

    @Override
    public final void onDiscontinuity() {
        started = false;
        lost = false;
        pendingFlags |= SegmentFlag.DISCONTINUITY_VALUE;
        restart();
    }

    /** What a packet is; null when it is neither speech nor comfort noise. */
    final @Nullable Codec codecOf(MediaPacket packet) {
        int codec = codecs[packet.payloadType()];
        return codec == 0 ? null : CODECS[codec - 1];
    }

    /**
     * Tells one packet, which begins at {@link #nextRtpTimestamp}.
     *
     * @param ticks its length on the RTP clock
     * @return false when it turned out to be unusable; its time is then told as lost
     */
    abstract boolean packet(MediaPacket packet, Codec codec, int ticks, int flags);

    /** A comfort-noise packet (RFC 3389): the sender's silence from here on sounds like that. */
    abstract void comfort(MediaPacket packet);

    /**
     * Tells a stretch of time for which no packet came, within the fill bound.
     *
     * @param wasLost whether packets are missing; otherwise the sender was silent
     * @param next the packet after it, at {@code toTimestamp}
     */
    abstract void fill(long fromTimestamp, long toTimestamp, boolean wasLost, MediaPacket next);

    /** The stream begins anew. */
    abstract void restart();

    /** Output rate. */
    abstract int rateHz();

    /** Rate of the RTP clock now. */
    final int clockHz() {
        return clockHz;
    }

    /** Ticks of the RTP clock in so many milliseconds. */
    final long ticks(long milliseconds) {
        return milliseconds * clockHz / 1_000;
    }

    /** Output samples between two RTP times; exact over any sum of stretches. */
    final int samplesBetween(long fromTimestamp, long toTimestamp) {
        int rateHz = rateHz();
        if (rateHz >= clockHz) {
            return (int) (toTimestamp - fromTimestamp) * (rateHz / clockHz);
        }
        int ratio = clockHz / rateHz;
        return (int) (Math.floorDiv(toTimestamp, ratio) - Math.floorDiv(fromTimestamp, ratio));
    }

    /** Asks for room, and tells the length of what finds none. */
    final boolean claim(int maxPayloadBytes, int samples) {
        boolean room = sink.claim(maxPayloadBytes);
        if (!room) {
            sink.lose(samples);
        }
        return room;
    }

    /** Commits what was claimed, with the flags that waited for a segment. */
    final void commit(int bytes, int samples, long rtpTimestamp, long arrivalNs, int flags) {
        sink.commit(bytes, samples, rtpTimestamp, arrivalNs, flags | pendingFlags);
        pendingFlags = 0;
    }

    /** Tells a stretch by its length alone. */
    final void tellEmpty(long from, long to, long arrivalNs, int flags) {
        int samples = samplesBetween(from, to);
        if (samples > 0 && claim(0, samples)) {
            commit(0, samples, from, arrivalNs, flags);
        }
    }

    private void onSpeech(MediaPacket packet, Codec codec) {
        int length = packet.payloadLength();
        int ticks = PacketDuration.ticks(codec, packet.buffer(), packet.payloadOffset(), length);
        if (ticks < 0) {
            refuse();
            return;
        }
        reach(packet, PacketDuration.clockHz(codec));
        // What a redundant copy restored is as good as the packet; the flag says how it came.
        int flags = packet.restored() ? CONCEALED_FEC : 0;
        flags |= codec == Codec.OPUS && length <= DTX_PACKET_BYTES ? DTX : 0;
        if (packet(packet, codec, ticks, flags)) {
            nextTimestamp += ticks;
        } else {
            refuse();
        }
    }

    /** Tells everything up to a packet's time, and stands there. */
    private void reach(MediaPacket packet, int packetClockHz) {
        if (started) {
            bridge(packet, packetClockHz != clockHz);
        }
        if (packetClockHz != clockHz) {
            clockHz = packetClockHz;
            sink.setClock(packet.rtpTimestamp(), clockHz);
        }
        started = true;
        lost = false;
        nextTimestamp = packet.rtpTimestamp();
        lastArrivalNs = packet.arrivalNs();
    }

    private void bridge(MediaPacket next, boolean clockChanges) {
        long timestamp = next.rtpTimestamp();
        long gap = timestamp - nextTimestamp;
        if (gap == 0) {
            return;
        }
        long arrivalNs = next.arrivalNs();
        long offTicks = Math.abs(ticks((arrivalNs - lastArrivalNs) / 1_000_000) - gap);
        boolean plausible = !clockChanges || offTicks <= ticks(CHANGE_TOLERANCE_MS);
        if (gap > 0 && gap <= ticks(settings.maxFillMs()) && plausible) {
            fill(nextTimestamp, timestamp, lost, next);
        } else if (isPause(gap, offTicks) && plausible) {
            tellEmpty(nextTimestamp, timestamp, arrivalNs, (lost ? LOST : DTX) | SILENCE);
        } else {
            pendingFlags |= SegmentFlag.DISCONTINUITY_VALUE;
        }
    }

    private boolean isPause(long gap, long offTicks) {
        return gap > 0
                && gap <= Integer.MAX_VALUE
                && offTicks <= ticks(PAUSE_TOLERANCE_MS) + gap / 8;
    }

    /** Counts a packet that cannot be used; the time it covered will be told as lost. */
    private void refuse() {
        counters.increment(Counter.DROP_DECODE_FAILED);
        lost = true;
    }
}
