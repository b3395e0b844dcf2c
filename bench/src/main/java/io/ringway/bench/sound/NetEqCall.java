package io.ringway.bench.sound;

/**
 * One trace as NetEQ played it.
 *
 * @param pcm mono, 48 kHz, from the first packet's arrival on; behind the stream comes silence
 * @param sending how exactly its packets were sent
 * @param pulls how regularly the browser pulled
 */
record NetEqCall(
        Trace trace, short[] pcm, NetEqFigures figures, SendError sending, PullError pulls) {

    /** Whether this says more of a busy machine than of NetEQ. */
    boolean disturbed() {
        return sending.disturbed() || pulls.disturbed();
    }

    Heard heard() {
        return new Heard(
                pcm,
                Played.RATE_HZ,
                figures.concealedPercent(),
                figures.meanDelayMs(),
                figures.p95DelayMs(),
                0);
    }
}
