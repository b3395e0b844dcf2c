package io.ringway.media.playout;

import io.ringway.media.codec.AudioDecoder;
import io.ringway.media.counters.Counter;
import io.ringway.media.jitter.PacketSlab;
import io.ringway.media.rtp.SequenceNumber;
import org.agrona.DirectBuffer;

/**
 * Takes packets as they arrive: puts each in its place, learns from its delay, and tells late ones,
 * duplicates and restarted senders apart.
 *
 * <p>A step of the sequence number by more than {@link #MAX_DROPOUT} ahead or {@link #MAX_MISORDER}
 * behind is a restart when a second packet confirms it (RFC 3550 appendix A.1).
 */
final class PacketIntake {

    private static final int MAX_DROPOUT = 3_000;
    private static final int MAX_MISORDER = 100;
    private static final int LATE = Counter.DROP_JITTER_LATE.code();
    private static final int DUPLICATE = Counter.DROP_JITTER_DUPLICATE.code();
    private static final int TRUNCATED = Counter.DROP_TRUNCATED.code();
    private static final int SLAB_EMPTY = Counter.DROP_SLAB_EMPTY.code();

    private final PacketSlab slab;
    private final WaitingPackets waiting;
    private final PacketDecoder packetDecoder;
    private final RelativeDelay relativeDelay;
    private final TargetDelay target;
    private final PlayoutStatistics statistics;
    private final int samplesRateHz;
    private final MediaTime mediaTime;

    private AudioDecoder decoder;
    private boolean started;
    private boolean startsAnew;
    private int newestSequence;
    private long newest = SequenceNumber.MODULUS;
    private long newestEnd48k;
    private int newestDuration48k;
    private long earliestAllowed;
    private int probation = -1;
    private long lastArrivalNs;

    PacketIntake(
            AudioDecoder decoder,
            PacketSlab slab,
            WaitingPackets waiting,
            PacketDecoder packetDecoder,
            RelativeDelay relativeDelay,
            TargetDelay target,
            PlayoutStatistics statistics) {
        this.decoder = decoder;
        this.slab = slab;
        this.waiting = waiting;
        this.packetDecoder = packetDecoder;
        this.relativeDelay = relativeDelay;
        this.target = target;
        this.statistics = statistics;
        this.samplesRateHz = decoder.rateHz();
        this.mediaTime = new MediaTime(decoder.clockRateHz());
    }

    boolean started() {
        return started;
    }

    long lastArrivalNs() {
        return lastArrivalNs;
    }

    /** The next packet in order is for another decoder, from the same or another sender. */
    void restart(AudioDecoder next) {
        decoder = next;
        startsAnew = true;
        mediaTime.unanchor(next.clockRateHz());
    }

    /** Takes a packet; see {@link PlayoutBuffer#insert}. */
    int insert(
            DirectBuffer buffer,
            int offset,
            int length,
            int sequence,
            long rtpTimestamp,
            long arrivalNs) {
        int ticks = decoder.durationTicks(buffer, offset, length);
        if (ticks <= 0) {
            return AudioDecoder.FAILED;
        }
        int duration48k = mediaTime.toMedia48k(ticks);
        if (length > slab.slotBytes()) {
            return TRUNCATED;
        }
        long extended = extend(sequence & 0xFFFF);
        int refusal = refusal(extended, duration48k);
        if (refusal < 0) {
            return refusal;
        }
        int slot = slab.take();
        if (slot < 0) {
            return SLAB_EMPTY;
        }
        slab.buffer().putBytes(slab.offset(slot), buffer, offset, length);
        place(extended, sequence & 0xFFFF, rtpTimestamp, duration48k, slot, length, arrivalNs);
        return 0;
    }

    /** Extended sequence number, continuous over restarts; −1 for one on probation. */
    private long extend(int sequence) {
        if (!started || startsAnew) {
            newestSequence = sequence - 1;
            earliestAllowed = newest + 1;
            return newest + 1;
        }
        int step = SequenceNumber.distance(newestSequence, sequence);
        if (step <= MAX_DROPOUT && step >= -MAX_MISORDER) {
            return newest + step;
        }
        if (probation != sequence) {
            probation = SequenceNumber.next(sequence);
            return -1;
        }
        restart(decoder);
        return extend(sequence);
    }

    private int refusal(long extended, int duration48k) {
        if (extended < 0) {
            return LATE;
        }
        if (waiting.isHeld(extended) || waiting.wasPlayed(extended)) {
            return DUPLICATE;
        }
        if (started && newest - extended >= waiting.window()) {
            return LATE;
        }
        boolean yetUnheard = statistics.playedSamples == 0;
        if (started && !yetUnheard && extended < Math.max(waiting.next(), earliestAllowed)) {
            statistics.lateSamples += samples(duration48k);
            return LATE;
        }
        return 0;
    }

    private void place(
            long extended,
            int sequence,
            long rtpTimestamp,
            int duration48k,
            int slot,
            int length,
            long arrivalNs) {
        if (!started) {
            started = true;
            waiting.startAt(extended);
        }
        if (startsAnew) {
            startsAnew = false;
            packetDecoder.startAt(extended);
        }
        boolean inOrder = extended > newest;
        boolean afterGap = extended > newest + 1;
        long following48k = newestEnd48k + (extended - newest - 1) * newestDuration48k;
        long media48k = mediaTime.of(rtpTimestamp, inOrder, following48k, arrivalNs);
        makeRoom(extended);
        waiting.put(extended, media48k, duration48k, slot, length);
        if (inOrder) {
            newest = extended;
            newestSequence = sequence;
            newestEnd48k = media48k + duration48k;
            newestDuration48k = duration48k;
            probation = -1;
            lastArrivalNs = arrivalNs;
        }
        boolean reference = relativeDelay.known();
        long delayNs = relativeDelay.onArrival(media48k, arrivalNs);
        if (reference) {
            target.onArrival(delayNs, !inOrder, arrivalNs);
        }
        if (afterGap) {
            int redundant48k = packetDecoder.redundant48k(extended);
            if (redundant48k > 0) {
                target.onRestorable(delayNs + MediaTime.toNs(redundant48k));
            }
        }
    }

    /** Drops the oldest packets until this one fits. */
    private void makeRoom(long extended) {
        if (extended < waiting.next()) {
            waiting.startEarlier(extended);
        }
        while (waiting.count() > 0
                && (waiting.isFull() || extended - waiting.first() >= waiting.window())) {
            long first = waiting.first();
            statistics.discardedSamples += samples(waiting.duration48k(first));
            waiting.remove(first);
        }
        if (extended - waiting.next() >= waiting.window()) {
            waiting.skipTo(extended - waiting.window() + 1);
        }
    }

    private int samples(int duration48k) {
        return duration48k / (MediaTime.RATE_HZ / samplesRateHz);
    }
}
