package io.ringway.server.call;

import io.ringway.media.OpusPlacement;
import io.ringway.server.impairment.Impairment;
import io.ringway.server.impairment.NetworkPath;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * The bad network a call plays: packets come in paced by the sender's clock, and leave at their
 * time or not at all. Thread: the pacer's. Sans-IO.
 */
final class OutgoingPath {

    private final Impairment impairment;
    private final NetworkPath path;
    private final PriorityQueue<Departure> underway =
            new PriorityQueue<>(
                    Comparator.comparingLong(Departure::afterNs)
                            .thenComparingLong(packet -> packet.place().index()));
    private long startNs;
    private long entered;
    private long entered48k;
    private long dropped;
    private long delayed;
    private long reordered;
    private long highestLeft = -1;
    private double delayTotalMs;
    private double worstDelayMs;

    OutgoingPath(Impairment impairment) {
        this.impairment = impairment;
        this.path = new NetworkPath(impairment);
    }

    void start(long nowNs) {
        startNs = nowNs;
    }

    /** When the next packet is to be put in, by the sender's clock. */
    long paceNs() {
        return startNs + pacedAfterNs();
    }

    /** When the packet to leave next does; what there is to wait for when none is under way. */
    long dueNs() {
        Departure next = underway.peek();
        return next == null ? paceNs() : startNs + next.afterNs();
    }

    /** Puts in the next packet. */
    void enter(OpusFrame frame) {
        long sentNs = pacedAfterNs();
        long delayNs = path.next(sentNs);
        if (delayNs == NetworkPath.LOST) {
            dropped++;
        } else {
            OpusPlacement place = new OpusPlacement(entered, entered48k, frame.samples48k());
            underway.add(new Departure(frame, place, sentNs + delayNs));
            noteDelay(delayNs);
        }
        entered++;
        entered48k += frame.samples48k();
    }

    boolean isEmpty() {
        return underway.isEmpty();
    }

    /** Takes out the packet to leave next. */
    Departure take() {
        Departure packet = underway.remove();
        long index = packet.place().index();
        if (index < highestLeft) {
            reordered++;
        }
        highestLeft = Math.max(highestLeft, index);
        return packet;
    }

    /** How much has been put in, dropped packets too. */
    long entered48k() {
        return entered48k;
    }

    ImpairedPackets impaired() {
        long kept = entered - dropped;
        return new ImpairedPackets(
                dropped, delayed, reordered, kept == 0 ? 0 : delayTotalMs / kept, worstDelayMs);
    }

    private long pacedAfterNs() {
        return impairment.realNs(entered48k * 62_500 / 3);
    }

    private void noteDelay(long delayNs) {
        double delayMs = delayNs / 1e6;
        if (delayNs > 0) {
            delayed++;
        }
        delayTotalMs += delayMs;
        worstDelayMs = Math.max(worstDelayMs, delayMs);
    }
}
