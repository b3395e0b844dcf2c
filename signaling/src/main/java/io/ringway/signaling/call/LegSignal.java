package io.ringway.signaling.call;

import io.ringway.media.KeyOrigin;

/** What can happen to a leg. {@link Ended} is always the last. */
public sealed interface LegSignal {

    /** A called party is alerted. */
    record Ringing() implements LegSignal {}

    /** A called party sends media before it answers. */
    record Progressed() implements LegSignal {}

    /** A called party answered, or a caller's acknowledgement came: the leg is up. */
    record Answered() implements LegSignal {}

    /** The party put the call on hold. */
    record Held() implements LegSignal {}

    /** The party took the call back from hold. */
    record Resumed() implements LegSignal {}

    /**
     * The party pressed a telephone key: once a press, in however many ways it was told.
     *
     * @param key one of {@code 0-9 * # A-D}
     */
    record KeyPressed(char key, int durationMs, KeyOrigin origin) implements LegSignal {}

    /** The party wants the other party to talk to somebody else. */
    record TransferRequested(TransferTarget target) implements LegSignal {}

    /** How far a transfer has come that we asked the party for. */
    record TransferProgressed(TransferProgress progress) implements LegSignal {}

    /** The end; nothing follows. */
    record Ended(Cause cause) implements LegSignal {}
}
