package io.ringway.media.leg;

import io.ringway.media.KeyOrigin;

/** Hears of each telephone key a remote party presses, once, on the decoding stage's thread. */
@FunctionalInterface
interface KeyListener {

    /**
     * A key was pressed.
     *
     * @param key one of 0-9 * # A-D
     * @param durationMs how long, as far as was told
     */
    void onPress(char key, int durationMs, KeyOrigin origin);
}
