package io.ringway.server.warmup;

import io.ringway.media.LegControl;
import io.ringway.media.OpusPlacement;
import io.ringway.server.impairment.Impairment;
import io.ringway.server.impairment.LossModel;
import io.ringway.server.impairment.NetworkPath;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/** What one leg says, over a network that loses packets and swaps them. Thread: the warm-up's. */
final class LossyStream {

    private static final long PACKET_NS = TimeUnit.MILLISECONDS.toNanos(20);

    /** One in twenty is lost, some in a row; one in fifty comes behind later ones. */
    private static final LossModel LOSS = new LossModel.GilbertElliott(5, 1.5);

    private static final double REORDERED_PERCENT = 2;

    private final LegControl leg;
    private final WarmUpSpeech speech;
    private final NetworkPath path;
    private final PriorityQueue<Underway> underway =
            new PriorityQueue<>(Comparator.comparingLong(Underway::dueNs));
    private long index;

    /**
     * A packet on its way.
     *
     * @param dueNs when it arrives, in the stream's own time
     */
    private record Underway(long dueNs, OpusPlacement place, byte[] opus) {}

    /**
     * @param seed of all chance
     */
    LossyStream(LegControl leg, WarmUpSpeech speech, long seed) {
        this.leg = leg;
        this.speech = speech;
        this.path = new NetworkPath(new Impairment(LOSS, 0, REORDERED_PERCENT, 0, seed));
    }

    /** Says the next packets, all at once; how they are mixed up follows their own time. */
    void say(int packets) {
        for (int i = 0; i < packets; i++) {
            enter();
            while (!underway.isEmpty() && underway.peek().dueNs() <= index * PACKET_NS) {
                Underway next = underway.remove();
                leg.sendOpus(next.place(), next.opus());
            }
        }
    }

    private void enter() {
        long sentNs = index * PACKET_NS;
        long delayNs = path.next(sentNs);
        if (delayNs != NetworkPath.LOST) {
            long at48k = index * WarmUpSpeech.PACKET_SAMPLES;
            underway.add(
                    new Underway(
                            sentNs + delayNs,
                            new OpusPlacement(index, at48k, WarmUpSpeech.PACKET_SAMPLES),
                            speech.packet(index)));
        }
        index++;
    }
}
