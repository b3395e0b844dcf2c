package io.ringway.server.call;

/**
 * How long a call took to come about, in milliseconds; −1 for what never happened.
 *
 * @param signalingMs from the start to the server's answer
 * @param iceMs from there to the first working path
 * @param dtlsMs from there to keys
 * @param firstAudioMs from the start to the first audio that came back
 */
public record SetupTimes(double signalingMs, double iceMs, double dtlsMs, double firstAudioMs) {

    /** From the start until media could flow; −1 if it never could. */
    public double totalMs() {
        return dtlsMs < 0 ? -1 : signalingMs + iceMs + dtlsMs;
    }
}
