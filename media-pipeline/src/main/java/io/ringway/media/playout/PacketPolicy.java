package io.ringway.media.playout;

/** Decides, when sound runs out, between the next packet and something in its place. */
final class PacketPolicy {

    /** How far above the target the delay may be before concealment is cut short. */
    private static final long CUT_SHORT_NS = 50_000_000;

    private final WaitingPackets waiting;
    private final RelativeDelay relativeDelay;
    private final TargetDelay target;
    private final PacketDecoder decoder;

    PacketPolicy(
            WaitingPackets waiting,
            RelativeDelay relativeDelay,
            TargetDelay target,
            PacketDecoder decoder) {
        this.waiting = waiting;
        this.relativeDelay = relativeDelay;
        this.target = target;
        this.decoder = decoder;
    }

    /**
     * Decides.
     *
     * @param next48k media time of what is to be decoded next
     * @param concealed48k what has been made up since what came before
     * @param free whether nothing is being said or heard, so that the delay may be chosen anew
     * @param comfort whether the sender has said that it is silent
     */
    PlayoutDecision decide(
            long next48k, long concealed48k, boolean free, boolean comfort, long nowNs) {
        PlayoutDecision filling = comfort ? PlayoutDecision.COMFORT_NOISE : PlayoutDecision.EXPAND;
        if (waiting.count() == 0) {
            return filling;
        }
        long first = waiting.first();
        long gap48k = waiting.media48k(first) - next48k;
        if (gap48k <= 0) {
            boolean continues = gap48k == 0 && concealed48k == 0 && !decoder.isStart(first);
            return continues ? PlayoutDecision.NORMAL : PlayoutDecision.MERGE;
        }
        long delayNs = relativeDelay.delayNs(waiting.media48k(first), nowNs);
        if (free || first == waiting.next()) {
            return delayNs >= target.targetNs() ? PlayoutDecision.MERGE : filling;
        }
        return afterLoss(first, gap48k - concealed48k, delayNs);
    }

    private PlayoutDecision afterLoss(long first, long remaining48k, long delayNs) {
        int redundant48k = decoder.redundant48k(first);
        boolean whole = remaining48k >= redundant48k;
        if (redundant48k > 0 && (whole ? remaining48k == redundant48k : remaining48k > 0)) {
            boolean affordable = whole || delayNs < target.targetNs();
            if (affordable) {
                return PlayoutDecision.RESTORE;
            }
        }
        boolean due = remaining48k <= 0 || delayNs > target.targetNs() + CUT_SHORT_NS;
        return due ? PlayoutDecision.MERGE : PlayoutDecision.EXPAND;
    }
}
