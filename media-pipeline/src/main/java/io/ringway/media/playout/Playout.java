package io.ringway.media.playout;

/**
 * The reader's side: keeps the sync buffer filled for one frame after another, from packets or what
 * stands in for them, and moves the delay towards its target.
 */
final class Playout {

    /** A frame needs no more steps than this: 120 ms in chunks of 2.5 ms, and some. */
    private static final int MAX_STEPS = 64;

    /** A shorter payload is no sound, but says that the sender is silent. */
    private static final int DTX_BYTES = 2;

    /** Packets decoded before they are due, so that there is enough to compare. */
    private static final int MAX_AHEAD = 4;

    /** A frame and the longest pitch period. */
    private static final long SPARE_NS = 35_000_000;

    private static final long DROP_ABOVE_NS = 200_000_000;
    private static final double ALIKE = 0.9;
    private static final double ALIKE_ENOUGH = 0.6;

    private final int ratio;
    private final long idleNs;
    private final long tooLateNs;
    private final WaitingPackets waiting;
    private final PacketDecoder decoder;
    private final SyncBuffer sync;
    private final RelativeDelay relativeDelay;
    private final TargetDelay target;
    private final PlayoutStatistics statistics;
    private final PlayoutDelay delay;
    private final NoiseFloor noise = new NoiseFloor();
    private final Concealment concealment;
    private final Merge merge;
    private final TimeStretch stretch;
    private final PacketPolicy packetPolicy;
    private final StretchPolicy stretchPolicy;

    private boolean playing;
    private boolean comfort;
    private boolean broken;
    private boolean disturbed;
    private long next48k;
    private int packet48k = 960;

    Playout(
            int rateHz,
            PlayoutSettings settings,
            WaitingPackets waiting,
            PacketDecoder decoder,
            SyncBuffer sync,
            PlayoutScratch scratch,
            RelativeDelay relativeDelay,
            TargetDelay target,
            PlayoutStatistics statistics) {
        this.ratio = MediaTime.RATE_HZ / rateHz;
        this.idleNs = settings.idleMs() * 1_000_000L;
        this.tooLateNs = settings.maxDelayMs() * 1_000_000L + DROP_ABOVE_NS;
        this.waiting = waiting;
        this.decoder = decoder;
        this.sync = sync;
        this.relativeDelay = relativeDelay;
        this.target = target;
        this.statistics = statistics;
        this.delay = new PlayoutDelay(relativeDelay);
        PitchSearch pitch = new PitchSearch(rateHz, sync.channels(), scratch.coarse());
        Expand expand = new Expand(decoder, sync, pitch, rateHz);
        this.concealment = new Concealment(rateHz, waiting, decoder, expand, statistics);
        this.merge = new Merge(sync, pitch, scratch.continuation(), rateHz);
        this.stretch = new TimeStretch(sync, pitch, noise);
        this.packetPolicy = new PacketPolicy(waiting, relativeDelay, target, decoder);
        this.stretchPolicy = new StretchPolicy(delay, target);
    }

    boolean read(short[] pcm, int samples, long lastArrivalNs, long nowNs) {
        if (!playing && !begin(nowNs)) {
            return false;
        }
        long position48k = position48k();
        delay.onRead(position48k, position48k + (long) samples * ratio, nowNs);
        statistics.targetNs = target.targetNs();
        long ahead48k = (long) sync.future() * ratio;
        disturbed = false;
        fill(samples, nowNs);
        stretch(samples, ahead48k, nowNs);
        fill(samples, nowNs);
        if (concealment.made48k() == 0) {
            statistics.delayNs = relativeDelay.delayNs(position48k(), nowNs);
        }
        noise.onFrame(
                Similarity.power(sync.pcm(), sync.start(), samples, sync.channels()),
                (double) samples * ratio / MediaTime.RATE_HZ);
        sync.read(pcm, samples);
        statistics.playedSamples += samples;
        rest(lastArrivalNs, nowNs);
        return true;
    }

    /** Starts, or goes on after a long silence, when the first packet is due. */
    private boolean begin(long nowNs) {
        if (waiting.count() == 0) {
            return false;
        }
        long first48k = waiting.media48k(waiting.first());
        if (relativeDelay.delayNs(first48k, nowNs) < target.targetNs()) {
            return false;
        }
        playing = true;
        broken = true;
        next48k = first48k;
        concealment.restart();
        delay.restart();
        return true;
    }

    /** Stops after a long silence. */
    private void rest(long lastArrivalNs, long nowNs) {
        boolean silent = waiting.count() == 0 && concealment.muted();
        if (silent && nowNs - lastArrivalNs > idleNs) {
            playing = false;
            comfort = false;
            sync.drop();
            concealment.restart();
        }
    }

    private long position48k() {
        return next48k - (long) sync.future() * ratio;
    }

    private void fill(int samples, long nowNs) {
        for (int i = 0; i < MAX_STEPS && sync.future() < samples; i++) {
            step(nowNs);
        }
        if (sync.future() < samples) {
            sync.appendSilence(samples - sync.future());
        }
    }

    private void step(long nowNs) {
        dropWhatIsTooLate(nowNs);
        boolean free = concealment.muted() || comfort;
        switch (packetPolicy.decide(next48k, concealment.made48k(), free, comfort, nowNs)) {
            case NORMAL -> play(broken);
            case MERGE -> play(true);
            case RESTORE -> restore();
            case COMFORT_NOISE -> comfort();
            case EXPAND -> conceal();
            case ACCELERATE, FAST_ACCELERATE, DECELERATE ->
                    throw new IllegalStateException("no decision about a packet");
        }
    }

    private void dropWhatIsTooLate(long nowNs) {
        while (waiting.count() > 0) {
            long first = waiting.first();
            if (relativeDelay.delayNs(waiting.media48k(first), nowNs) <= tooLateNs) {
                return;
            }
            statistics.discardedSamples += waiting.duration48k(first) / ratio;
            waiting.remove(first);
            broken = true;
        }
    }

    private void play(boolean afterSomethingElse) {
        long first = waiting.first();
        long media48k = waiting.media48k(first);
        int duration48k = waiting.duration48k(first);
        boolean silent = waiting.length(first) <= DTX_BYTES;
        long previous = waiting.next() - 1;
        int samples = decoder.decode(first);
        if (samples == 0) {
            statistics.discardedSamples += duration48k / ratio;
            return;
        }
        disturbed |= afterSomethingElse;
        if (afterSomethingElse && !comfort) {
            // Sound is left out only where packets would still be in time.
            long spareNs = delay.filteredNs() - target.targetNs();
            merge.join(samples, spareNs < SPARE_NS);
        }
        broken = false;
        comfort = silent;
        packet48k = duration48k;
        if (first == previous + 1 && media48k > next48k) {
            concealment.settlePause(media48k - next48k);
        }
        continueAt(media48k + duration48k);
    }

    private void restore() {
        long first = waiting.first();
        disturbed = true;
        int redundant48k = decoder.redundant48k(first);
        int samples = decoder.restore(first, redundant48k / ratio);
        if (samples == 0) {
            conceal();
            return;
        }
        if (concealment.made48k() > 0) {
            merge.join(samples, true);
        }
        statistics.restoredSamples += samples;
        waiting.skipTo(first);
        continueAt(waiting.media48k(first));
    }

    private void continueAt(long media48k) {
        next48k = media48k;
        concealment.restart();
    }

    private void comfort() {
        disturbed = true;
        concealment.comfort(next48k);
        comfort = !concealment.comfortEnds();
    }

    private void conceal() {
        disturbed = true;
        concealment.conceal(next48k);
    }

    private void stretch(int samples, long ahead48k, long nowNs) {
        if (disturbed || broken) {
            return;
        }
        long frame48k = (long) samples * ratio;
        PlayoutDecision decision = stretchPolicy.decide(ahead48k, frame48k, packet48k, nowNs);
        int most = stretchPolicy.allowance48k() / ratio;
        int changed =
                switch (decision) {
                    case ACCELERATE -> accelerate(most, ALIKE, nowNs);
                    case FAST_ACCELERATE -> accelerate(most, ALIKE_ENOUGH, nowNs);
                    case DECELERATE -> decelerate(most);
                    case NORMAL, MERGE, RESTORE, EXPAND, COMFORT_NOISE -> 0;
                };
        if (changed > 0) {
            stretchPolicy.onStretch(nowNs);
        }
    }

    private int accelerate(int most, double similarity, long nowNs) {
        for (int i = 0; i < MAX_AHEAD && sync.future() < stretch.wanted(); i++) {
            if (packetPolicy.decide(next48k, 0, false, false, nowNs) != PlayoutDecision.NORMAL) {
                break;
            }
            play(false);
        }
        int removed = stretch.accelerate(most, similarity);
        statistics.acceleratedSamples += removed;
        return removed;
    }

    private int decelerate(int most) {
        int inserted = stretch.decelerate(most, ALIKE);
        statistics.expandedSamples += inserted;
        return inserted;
    }
}
