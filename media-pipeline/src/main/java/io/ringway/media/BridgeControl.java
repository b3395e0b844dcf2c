package io.ringway.media;

import java.util.concurrent.CompletionStage;

/** Two legs that hear each other. Thread: any; nothing blocks. */
public interface BridgeControl extends AutoCloseable {

    /** A consistent snapshot of both directions. */
    CompletionStage<BridgeStatistics> statistics();

    /**
     * Parts the legs, which stay open, and finishes the recording. Also happens by itself when
     * either leg ends. A second call does nothing.
     */
    @Override
    void close();
}
