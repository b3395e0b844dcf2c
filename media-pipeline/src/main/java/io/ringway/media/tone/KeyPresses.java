package io.ringway.media.tone;

import java.util.concurrent.TimeUnit;

/**
 * Makes one press of what is told in two ways: many phones and gateways send a key's tones besides
 * its events, or some of them before they notice. The way that tells first is the one that counts.
 *
 * <p>Thread: the owner's. Sans-IO, allocates nothing.
 */
public final class KeyPresses {

    /** Presses of a key less far apart are one, when told in different ways. */
    private static final long SLACK_NS = TimeUnit.MILLISECONDS.toNanos(120);

    private boolean told;
    private char lastKey;
    private boolean lastInband;
    private long lastEndNs;

    /**
     * A press is over.
     *
     * @param inband whether it was told in the sound
     * @return whether it is a press of its own
     */
    public boolean isNew(char key, int durationMs, boolean inband, long endNs) {
        long beginNs = endNs - TimeUnit.MILLISECONDS.toNanos(durationMs);
        boolean same =
                told && key == lastKey && inband != lastInband && beginNs - lastEndNs < SLACK_NS;
        if (!same) {
            told = true;
            lastKey = key;
            lastInband = inband;
            lastEndNs = endNs;
        }
        return !same;
    }
}
