package io.ringway.media.segment;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import java.util.concurrent.TimeUnit;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the segments of all calls of a shard into batches for one speech service.
 *
 * <p>The stage before claims room, writes the payload where it is told, and commits. A batch is
 * closed when the next segment does not fit, when its first segment gets too old, at the end of a
 * ring batch, or before an event. Closed batches wait here for the stream to take them; if that
 * lasts too long, or there is no other free batch, the oldest is dropped and the next segment of
 * every call in it says how many samples are missing.
 *
 * <p>Thread: the forwarding stage's (the shard's own in the fused layout), for everything. {@code
 * nowNs} is {@link System#nanoTime()} as read by that thread. Allocates nothing except for events.
 */
public final class SegmentBatcher implements AutoCloseable {

    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long IDLE_NS = TimeUnit.SECONDS.toNanos(1);

    private final BatchSettings settings;
    private final CounterBlock counters;
    private final BatchOutlet outlet;
    private @Nullable SegmentBatch open;
    private @Nullable SegmentTrack claimedBy;
    private int claimedBytes;
    private long lastNowNs;

    /**
     * @param counters the shard's own block
     */
    public SegmentBatcher(BatchSettings settings, CounterBlock counters) {
        this.settings = settings;
        this.counters = counters;
        outlet = new BatchOutlet(settings, counters);
    }

    /** The way to the forwarder of this shard. */
    public ForwardingLane lane() {
        return outlet.lane();
    }

    /** Largest payload that can be claimed. */
    public int maxPayloadBytes() {
        return SegmentBatch.maxPayloadBytes(settings.batchBytes());
    }

    /**
     * Makes room for one segment. On success exactly one of {@link #commit} and {@link #abort} has
     * to follow before anything else is called here.
     *
     * @param maxPayloadBytes most the payload may turn out to be
     * @param nowNs when the segment got here; the added delay counts from now
     * @return false, with nothing changed, if the payload is larger than {@link
     *     #maxPayloadBytes()}; tell {@link #drop} how long the segment was
     */
    public boolean claim(SegmentTrack track, int maxPayloadBytes, long nowNs) {
        lastNowNs = nowNs;
        if (maxPayloadBytes > maxPayloadBytes()) {
            return false;
        }
        SegmentBatch batch = open;
        if (batch != null && !batch.hasRoom(track, maxPayloadBytes)) {
            closeOpenBatch();
            poll(nowNs);
            batch = null;
        }
        if (batch == null) {
            batch = outlet.takeFree();
            open = batch;
        }
        batch.claim(track, nowNs);
        claimedBy = track;
        claimedBytes = maxPayloadBytes;
        return true;
    }

    /** Where the claimed payload goes; off-heap, valid until {@link #commit}. */
    public MutableDirectBuffer buffer() {
        return openBatch().buffer();
    }

    /** Offset of the claimed payload in {@link #buffer()}. */
    public int offset() {
        return openBatch().payloadOffset();
    }

    /**
     * Completes the claimed segment.
     *
     * @param payloadBytes what was written, 0 to what was claimed
     * @param samples length in samples per channel at the track's rate, also if nothing was written
     * @param rtpTimestamp extended to 64 bits, on the codec's RTP clock
     * @param captureTimeUnixNs wall clock of the first sample
     * @param flags sum of the contract's {@code SegmentFlag}s
     */
    public void commit(
            int payloadBytes, int samples, long rtpTimestamp, long captureTimeUnixNs, int flags) {
        SegmentTrack track = takeClaim();
        if (payloadBytes < 0 || payloadBytes > claimedBytes || samples < 0) {
            throw new IllegalArgumentException(
                    "committed %d of %d claimed bytes and %d samples"
                            .formatted(payloadBytes, claimedBytes, samples));
        }
        long ticks = (long) samples * SegmentCredit.TICKS_HZ / track.rateHz();
        long sequence = track.nextSequence();
        int payer = track.credit().take(ticks, outlet.stream());
        if (payer == SegmentCredit.REFUSED) {
            counters.increment(Counter.DROP_SEGMENT_CREDIT);
            track.onSkipped(ticks);
            return;
        }
        openBatch()
                .commit(
                        payloadBytes,
                        samples,
                        sequence,
                        rtpTimestamp,
                        captureTimeUnixNs,
                        flags,
                        payer);
    }

    /** Gives the claimed room back; the segment never was. */
    public void abort() {
        takeClaim();
    }

    /** Drops a segment that could not be claimed, so that the next one tells the gap. */
    public void drop(SegmentTrack track, int samples) {
        counters.increment(Counter.DROP_SEGMENT_QUEUE);
        skip(track, 1, samples);
    }

    /**
     * Takes note of segments that were lost, and counted, before they got here, so that the next
     * one tells the gap.
     *
     * @param samples how long they were together, per channel at the track's rate
     */
    public void skip(SegmentTrack track, int segments, long samples) {
        for (int i = 0; i < segments; i++) {
            track.nextSequence();
            track.onSkipped(i == 0 ? samples * SegmentCredit.TICKS_HZ / track.rateHz() : 0);
        }
    }

    /**
     * Tells the service of an event, in order with the segments committed so far.
     *
     * @return false if it was a DTMF or mark event and too many are waiting (counted)
     */
    public boolean publish(SpeechEvent event, long nowNs) {
        closeOpenBatch();
        boolean taken = outlet.add(event);
        poll(nowNs);
        return taken;
    }

    /** Adds credit the service has granted on the stream that is open now. */
    public void grantCredit(SegmentCredit credit, int milliseconds) {
        outlet.readDemand();
        credit.grant(milliseconds, outlet.stream());
    }

    /** The shard has emptied its ring. */
    public void endOfBatch(long nowNs) {
        if (settings.flushOnEndOfBatch()) {
            closeOpenBatch();
        }
        poll(nowNs);
    }

    /** Closes the open batch whatever its age, and sends what can be sent. */
    public void flush(long nowNs) {
        closeOpenBatch();
        poll(nowNs);
    }

    /** Does what is due. To be called at {@link #nextDeadlineNs()}, and whenever convenient. */
    public void poll(long nowNs) {
        lastNowNs = nowNs;
        SegmentBatch batch = open;
        if (batch != null && nowNs - batch.openedAtNs() >= settings.flushAgeNs()) {
            closeOpenBatch();
        }
        outlet.poll(nowNs);
    }

    /** When {@link #poll} is to be called next at the latest. */
    public long nextDeadlineNs() {
        SegmentBatch batch = open;
        long deadlineNs = lastNowNs + (outlet.isEmpty() ? IDLE_NS : RETRY_NS);
        if (batch != null && batch.segments() > 0) {
            long flushNs = batch.openedAtNs() + settings.flushAgeNs();
            return flushNs - deadlineNs < 0 ? flushNs : deadlineNs;
        }
        return deadlineNs;
    }

    /**
     * Frees the batches. Only after the forwarder has been closed; what still waits is dropped and
     * counted.
     */
    @Override
    public void close() {
        closeOpenBatch();
        outlet.close(open);
        open = null;
    }

    private void closeOpenBatch() {
        SegmentBatch batch = open;
        if (batch != null && batch.segments() > 0) {
            outlet.add(batch);
            open = null;
        }
    }

    private SegmentTrack takeClaim() {
        SegmentTrack track = claimedBy;
        if (track == null) {
            throw new IllegalStateException("nothing is claimed");
        }
        claimedBy = null;
        return track;
    }

    private SegmentBatch openBatch() {
        SegmentBatch batch = open;
        if (batch == null) {
            throw new IllegalStateException("nothing is claimed");
        }
        return batch;
    }
}
