package io.ringway.media.tone;

import io.ringway.media.KeyOrigin;
import java.util.concurrent.TimeUnit;

/**
 * Makes one press of what is told in two ways: many phones and gateways send a key's tones besides
 * its events, or some of them before they notice. The way that tells first is the one that counts,
 * and what the other tells of the same key is the same press when it begins less than 120 ms after
 * the first one's end: so much later events begin where a gateway has to notice the tones first.
 *
 * <p>Thread: the owner's. Sans-IO, allocates nothing.
 */
public final class KeyPresses {

    private static final long SLACK_NS = TimeUnit.MILLISECONDS.toNanos(120);

    private boolean told;
    private char lastKey;
    private KeyOrigin lastOrigin = KeyOrigin.RTP_EVENT;
    private long lastEndNs;

    /**
     * A press is over.
     *
     * @return whether it is a press of its own
     */
    public boolean isNew(char key, int durationMs, KeyOrigin origin, long endNs) {
        long beginNs = endNs - TimeUnit.MILLISECONDS.toNanos(durationMs);
        boolean same =
                told && key == lastKey && origin != lastOrigin && beginNs - lastEndNs < SLACK_NS;
        if (!same) {
            told = true;
            lastKey = key;
            lastOrigin = origin;
            lastEndNs = endNs;
        }
        return !same;
    }
}
