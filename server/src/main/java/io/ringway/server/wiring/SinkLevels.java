package io.ringway.server.wiring;

import io.ringway.server.speech.LevelSnapshot;
import io.ringway.server.speech.SpeechSink;
import io.ringway.signaling.session.AudioLevel;
import io.ringway.signaling.session.LevelSource;
import org.jspecify.annotations.Nullable;

/** Levels as the embedded speech service measures them: proof that audio arrived at its end. */
final class SinkLevels implements LevelSource {

    private final @Nullable SpeechSink sink;

    /**
     * Makes a source.
     *
     * @param sink null when another speech service is used, which tells no levels
     */
    SinkLevels(@Nullable SpeechSink sink) {
        this.sink = sink;
    }

    @Override
    public @Nullable AudioLevel levelOf(String sessionId) {
        LevelSnapshot loudest = null;
        if (sink != null) {
            for (LevelSnapshot level : sink.levelsOf(sessionId)) {
                if (loudest == null || level.rmsDbfs() > loudest.rmsDbfs()) {
                    loudest = level;
                }
            }
        }
        return loudest == null ? null : new AudioLevel(loudest.rmsDbfs(), loudest.peakDbfs());
    }
}
