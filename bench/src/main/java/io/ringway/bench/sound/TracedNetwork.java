package io.ringway.bench.sound;

import io.ringway.server.impairment.Impairment;
import io.ringway.server.impairment.LossModel;
import io.ringway.server.impairment.NetworkPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One row of the table: a network that speech is sent through.
 *
 * @param spikes whether the link also stops now and then
 */
record TracedNetwork(String name, Impairment impairment, boolean spikes) {

    /**
     * So many packets at either end are neither lost nor reordered: no receiver can know of sound
     * before the first packet it gets or behind the last.
     */
    private static final int SPARED = 5;

    private static final long SAMPLE_NUMERATOR_NS = 62_500;
    private static final int SAMPLE_DENOMINATOR = 3;

    static TracedNetwork of(String name, LossModel loss, int jitterMs, double reorderPercent) {
        return new TracedNetwork(name, new Impairment(loss, jitterMs, reorderPercent, 0, 0), false);
    }

    TracedNetwork withSpikes() {
        return new TracedNetwork(name, impairment, true);
    }

    TracedNetwork drifting(int ppm) {
        Impairment old = impairment;
        return new TracedNetwork(
                name,
                new Impairment(old.loss(), old.jitterMs(), old.reorderPercent(), ppm, old.seed()),
                spikes);
    }

    /** Sends speech through it; the same for a seed, and other luck for every name. */
    Trace send(EncodedSpeech speech, long gridSeed) {
        long seed = gridSeed * 31 + name.hashCode();
        NetworkPath path = new NetworkPath(impairment.withSeed(seed));
        NetworkPath orderly = new NetworkPath(inOrder().withSeed(seed));
        DelaySpikes link = new DelaySpikes(seed);
        List<TracedPacket> arrivals = new ArrayList<>();
        int sent = speech.packets().size();
        for (int index = 0; index < sent; index++) {
            long rtpTimestamp = (long) index * EncodedSpeech.PACKET_48K;
            long sendNs =
                    impairment.realNs(rtpTimestamp * SAMPLE_NUMERATOR_NS / SAMPLE_DENOMINATOR);
            boolean spared = index < SPARED || index >= sent - SPARED;
            long drawnNs = path.next(sendNs);
            long orderlyNs = orderly.next(sendNs);
            long delayNs = spared ? orderlyNs : drawnNs;
            long reachedNs = spikes ? link.leaves(sendNs) : sendNs;
            if (delayNs != NetworkPath.LOST) {
                byte[] opus = speech.packets().get(index);
                arrivals.add(
                        new TracedPacket(
                                index,
                                sendNs,
                                Math.max(reachedNs, sendNs + delayNs),
                                rtpTimestamp,
                                opus));
            }
        }
        arrivals.sort(
                Comparator.comparingLong(TracedPacket::arrivalNs)
                        .thenComparingInt(TracedPacket::index));
        return new Trace(name, arrivals, sent, EncodedSpeech.PACKET_48K, speech.speech().pcm48k());
    }

    /** The same network, but for loss and reordering. */
    private Impairment inOrder() {
        return new Impairment(LossModel.NONE, impairment.jitterMs(), 0, impairment.driftPpm(), 0);
    }
}
