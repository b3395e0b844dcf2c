package io.ringway.media.jitter;

import io.ringway.media.counters.Counter;
import io.ringway.media.rtp.MediaPacket;
import io.ringway.media.rtp.RtpTimestamp;
import io.ringway.media.rtp.SequenceNumber;

/**
 * Puts one received stream (SSRC) in order, complete rather than punctual: what is in order goes on
 * at once, a gap waits for the packets missing until an adaptive deadline (see {@link GapWait}),
 * then it is declared to the sink and things go on.
 *
 * <p>Another SSRC may take the place of this one, see {@link #changeSource}. A step of the sequence
 * number beyond the bounds of {@link JitterSettings} restarts the stream as in RFC 3550 appendix
 * A.1. Both are told by {@link JitterSink#onDiscontinuity}. Thread: the ordering stage's.
 */
public final class JitterBuffer {

    private static final int DUPLICATE = Counter.DROP_JITTER_DUPLICATE.code();
    private static final int LATE = Counter.DROP_JITTER_LATE.code();
    private static final int OVERFLOW = Counter.DROP_JITTER_OVERFLOW.code();

    /** Longest stay of a packet that may start the stream anew. */
    private static final long PROBATION_NS = 2_000_000_000L;

    private final PacketSlab slab;
    private final JitterSettings settings;
    private final HeldPackets packets;
    private final OrderedRelease release;
    private final GapWait gapWait;
    private final RedundantCopies copies;

    private long plausibleTicks;
    private boolean started;
    private boolean onProbation;
    private int probationSequence;

    /**
     * @param slab where every inserted packet lies
     * @param sink takes packets and gaps in order
     * @param clockRateHz the stream's RTP clock, 48,000 for Opus
     */
    public JitterBuffer(
            PacketSlab slab, JitterSink sink, JitterSettings settings, int clockRateHz) {
        this(slab, sink, settings, clockRateHz, PayloadLookup.NO_REDUNDANCY);
    }

    /**
     * @param slab where every inserted packet lies
     * @param sink takes packets and gaps in order
     * @param clockRateHz the stream's RTP clock, 48,000 for Opus
     * @param payloads tells redundant audio, so that losses are made good from it
     */
    public JitterBuffer(
            PacketSlab slab,
            JitterSink sink,
            JitterSettings settings,
            int clockRateHz,
            PayloadLookup payloads) {
        this.slab = slab;
        this.settings = settings;
        this.plausibleTicks = plausibleTicks(clockRateHz);
        this.packets = new HeldPackets(settings.windowPackets());
        this.release = new OrderedRelease(slab, sink, settings.windowPackets(), packets);
        this.gapWait = new GapWait(settings, clockRateHz);
        this.copies = new RedundantCopies(payloads, packets);
    }

    /**
     * Takes a packet, and hands on what became due. The slot is this buffer's from now on, whatever
     * is returned.
     *
     * @param slot slot of the slab that holds the plain RTP packet
     * @param packet its payload in the slab's buffer, and its numbers as on the wire; afterwards
     *     the view may have those of its stream
     * @return 0, or the {@link Counter#code} that tells why a packet (this one, or one kept on
     *     probation before it) was dropped
     */
    public int insert(int slot, MediaPacket packet) {
        int sequence = (int) packet.sequence();
        int timestamp = (int) packet.rtpTimestamp();
        long arrivalNs = packet.arrivalNs();
        if (!started) {
            started = true;
            release.begin(sequence & 0xFFFF, timestamp & 0xFFFF_FFFFL);
        }
        gapWait.onArrival(arrivalNs, timestamp);
        int ahead = SequenceNumber.distance((int) release.expected(), sequence);
        if (ahead == 0) {
            noteReordered(release.expected(), arrivalNs);
            release.passOn(slot, packet);
            return 0;
        }
        packets.receive(slot, packet);
        if (ahead < 0) {
            return insertBehind(-ahead, sequence, timestamp, arrivalNs);
        }
        return ahead < settings.maxDropoutPackets()
                ? insertAhead(ahead, packet)
                : probe(sequence, arrivalNs);
    }

    /** Gives up gaps whose time has come, and hands on what waited behind them. */
    public void onTimer(long nowNs) {
        while (release.gapOpen() && deadlineNs() - nowNs <= 0) {
            release.giveUpGap(nowNs);
        }
    }

    /** When {@link #onTimer} is due; {@link Long#MAX_VALUE} when nothing waits. */
    public long nextDeadlineNs() {
        return release.gapOpen() ? deadlineNs() : Long.MAX_VALUE;
    }

    /**
     * Hands on everything held, with its gaps, as at the end of the stream.
     *
     * @return 0, or the {@link Counter#code} of a packet on probation that was dropped
     */
    public int flush(long nowNs) {
        release.giveUpAll(nowNs);
        if (!onProbation) {
            return 0;
        }
        onProbation = false;
        return drop(packets.probation(), OVERFLOW);
    }

    /**
     * Goes on with another source (SSRC), the sequence and clock of which stand in no relation to
     * those before: hands on everything held, and begins anew with the next packet.
     *
     * @param clockRateHz the new source's RTP clock
     * @return 0, or the {@link Counter#code} of a packet on probation that was dropped
     */
    public int changeSource(int clockRateHz, long nowNs) {
        plausibleTicks = plausibleTicks(clockRateHz);
        gapWait.changeSource(clockRateHz);
        int outcome = flush(nowNs);
        release.forget();
        started = false;
        return outcome;
    }

    /** How long packets were held back. */
    public AddedDelay addedDelay() {
        return release.addedDelay();
    }

    /** How long a gap that opens now would wait. */
    public long gapWaitNs() {
        return gapWait.waitNs();
    }

    /** No packet within the misorder bound is older than that many of 120 ms. */
    private long plausibleTicks(int clockRateHz) {
        if (clockRateHz < 1_000 || clockRateHz > 192_000) {
            throw new IllegalArgumentException(
                    "RTP clock rate must be 1000 to 192000 Hz, got " + clockRateHz);
        }
        return settings.maxMisorderPackets() * (clockRateHz * 12L / 100);
    }

    private long deadlineNs() {
        return release.gapSinceNs() + gapWait.waitNs();
    }

    private int insertAhead(int ahead, MediaPacket packet) {
        long sequence = release.expected() + ahead;
        long nowNs = packet.arrivalNs();
        if (ahead >= settings.windowPackets()) {
            release.leap(sequence, nowNs);
            return 0;
        }
        if (sequence <= release.highest() && packets.state(sequence) == HeldPackets.HELD) {
            return drop(packets.incoming(), DUPLICATE);
        }
        noteReordered(sequence, nowNs);
        release.hold(sequence, nowNs);
        copies.fill(packet, sequence, release.expected(), release.lastTimestamp());
        release.releaseInOrder(nowNs);
        return 0;
    }

    /** One that later ones came before says how long such take. */
    private void noteReordered(long sequence, long nowNs) {
        if (sequence <= release.highest()) {
            gapWait.onReordered(nowNs - packets.missingSinceNs(sequence));
        }
    }

    /**
     * Later than others. A sender that began anew a little lower betrays itself by its RTP time.
     */
    private int insertBehind(int behind, int sequence, int timestamp, long nowNs) {
        if (behind > settings.maxMisorderPackets()) {
            return probe(sequence, nowNs);
        }
        long extended = release.expected() - behind;
        int state = packets.state(extended);
        if (state == HeldPackets.RELEASED && packets.releasedTimestamp(extended) == timestamp) {
            return drop(packets.incoming(), DUPLICATE);
        }
        int ticksBehind = RtpTimestamp.distance(timestamp, release.lastTimestamp());
        if (ticksBehind < 0 || ticksBehind > plausibleTicks) {
            return probe(sequence, nowNs);
        }
        if (state == HeldPackets.GIVEN_UP) {
            gapWait.onReordered(nowNs - packets.missingSinceNs(extended));
            return tellLate(extended);
        }
        return drop(packets.incoming(), state == HeldPackets.RELEASED ? DUPLICATE : LATE);
    }

    private int tellLate(long sequence) {
        try {
            release.tellLate(sequence);
            return LATE;
        } finally {
            slab.give(packets.slot(packets.incoming()));
        }
    }

    /** RFC 3550 appendix A.1: two in sequence after a jump are a restart, one may be a stray. */
    private int probe(int sequence, long nowNs) {
        if (!onProbation) {
            keepOnProbation(sequence);
            return 0;
        }
        int row = packets.probation();
        int step = SequenceNumber.distance(probationSequence, sequence);
        if (step == 0) {
            return drop(packets.incoming(), DUPLICATE);
        }
        if (step == 1 && nowNs - packets.arrivalNs(row) <= PROBATION_NS) {
            onProbation = false;
            release.restart(probationSequence, nowNs);
            return 0;
        }
        slab.give(packets.slot(row));
        keepOnProbation(sequence);
        return OVERFLOW;
    }

    private void keepOnProbation(int sequence) {
        packets.putOnProbation();
        probationSequence = sequence;
        onProbation = true;
    }

    private int drop(int row, int code) {
        slab.give(packets.slot(row));
        return code;
    }
}
