package io.ringway.server.call;

/** Takes the times of a call's first steps. Thread: the call's. */
final class SetupClock {

    private static final double MS_NS = 1e6;

    private final long startNs;
    private double signalingMs = -1;
    private double iceMs = -1;
    private double dtlsMs = -1;
    private double firstAudioMs = -1;
    private long lastStepNs;

    SetupClock(long startNs) {
        this.startNs = startNs;
        this.lastStepNs = startNs;
    }

    long startNs() {
        return startNs;
    }

    boolean answered() {
        return signalingMs >= 0;
    }

    boolean connected() {
        return iceMs >= 0;
    }

    boolean secured() {
        return dtlsMs >= 0;
    }

    void onAnswer(long atNs) {
        signalingMs = answered() ? signalingMs : step(atNs);
    }

    void onIce(long atNs) {
        iceMs = connected() ? iceMs : step(atNs);
    }

    void onDtls(long atNs) {
        dtlsMs = secured() ? dtlsMs : step(atNs);
    }

    void onAudio(long atNs) {
        firstAudioMs = firstAudioMs >= 0 ? firstAudioMs : (atNs - startNs) / MS_NS;
    }

    SetupTimes times() {
        return new SetupTimes(signalingMs, iceMs, dtlsMs, firstAudioMs);
    }

    private double step(long atNs) {
        double tookMs = Math.max(0, (atNs - lastStepNs) / MS_NS);
        lastStepNs = atNs;
        return tookMs;
    }
}
