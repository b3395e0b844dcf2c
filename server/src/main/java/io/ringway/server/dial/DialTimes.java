package io.ringway.server.dial;

/**
 * When a call came how far, in milliseconds from its start; −1 for what never happened.
 *
 * @param ringingMs the other side was alerted
 * @param earlyMediaMs media came before the answer
 * @param answeredMs the call was answered
 * @param securedMs keys were agreed by DTLS
 * @param firstAudioMs the first audio came
 */
public record DialTimes(
        double ringingMs,
        double earlyMediaMs,
        double answeredMs,
        double securedMs,
        double firstAudioMs) {

    static final DialTimes NONE = new DialTimes(-1, -1, -1, -1, -1);

    DialTimes ringing(double ms) {
        return ringingMs >= 0
                ? this
                : new DialTimes(ms, earlyMediaMs, answeredMs, securedMs, firstAudioMs);
    }

    DialTimes earlyMedia(double ms) {
        return new DialTimes(ringingMs, ms, answeredMs, securedMs, firstAudioMs);
    }

    DialTimes answered(double ms) {
        return new DialTimes(ringingMs, earlyMediaMs, ms, securedMs, firstAudioMs);
    }

    DialTimes secured(double ms) {
        return securedMs >= 0
                ? this
                : new DialTimes(ringingMs, earlyMediaMs, answeredMs, ms, firstAudioMs);
    }

    DialTimes firstAudio(double ms) {
        return firstAudioMs >= 0
                ? this
                : new DialTimes(ringingMs, earlyMediaMs, answeredMs, securedMs, ms);
    }
}
