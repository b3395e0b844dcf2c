package io.ringway.media.engine;

import io.ringway.media.BridgeControl;
import io.ringway.media.BridgeSpec;
import io.ringway.media.CapacityExceededException;
import io.ringway.media.LegControl;
import io.ringway.media.bridge.CallRecorder;
import io.ringway.media.bridge.CallRecording;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.shard.MediaShard;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The bridges of an engine: which leg is in which. Thread: any; nothing blocks. */
final class Bridges implements AutoCloseable {

    private final Counters counters;
    private final Predicate<MediaShard> isOurs;
    private final @Nullable CallRecorder recorder;
    private final Map<Bridgeable, RunningBridge> bridged = new HashMap<>();

    /**
     * @param isOurs whether a shard is the engine's
     * @param recorder null when nothing can be recorded; owned and closed
     */
    Bridges(Counters counters, Predicate<MediaShard> isOurs, @Nullable CallRecorder recorder) {
        this.counters = counters;
        this.isOurs = isOurs;
        this.recorder = recorder;
    }

    /** See {@link io.ringway.media.MediaEngine#bridge}. */
    BridgeControl open(LegControl first, LegControl second, BridgeSpec spec) {
        RunningBridge bridge = add(spec, requireOurs(first), requireOurs(second));
        if (!bridge.start()) {
            bridge.close();
            throw new CapacityExceededException("the shard's command queue is full");
        }
        counters.shared().incrementShared(Counter.BRIDGES_OPENED);
        return bridge;
    }

    private Bridgeable requireOurs(LegControl leg) {
        if (leg instanceof Bridgeable ours && isOurs.test(ours.shard())) {
            return ours;
        }
        throw new IllegalArgumentException("leg " + leg.sessionId() + " is not of this engine");
    }

    /** Ends all recordings. */
    @Override
    public void close() {
        if (recorder != null) {
            recorder.close();
        }
    }

    private synchronized RunningBridge add(BridgeSpec spec, Bridgeable first, Bridgeable second) {
        if (first == second) {
            throw new IllegalArgumentException(
                    "leg " + first.sessionId() + " cannot be bridged to itself");
        }
        requireFree(first);
        requireFree(second);
        RunningBridge bridge =
                new RunningBridge(spec, first, second, recording(spec, first, second), this::close);
        bridged.put(first, bridge);
        bridged.put(second, bridge);
        return bridge;
    }

    private @Nullable CallRecording recording(
            BridgeSpec spec, Bridgeable first, Bridgeable second) {
        if (!spec.record() || recorder == null) {
            return null;
        }
        Instant now = Instant.now();
        return recorder.start(
                spec.callId(),
                System.nanoTime(),
                TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano(),
                first.shard().counters(),
                second.shard().counters());
    }

    private void requireFree(Bridgeable leg) {
        if (bridged.containsKey(leg)) {
            throw new IllegalArgumentException(
                    "leg " + leg.sessionId() + " is in a bridge already");
        }
    }

    private synchronized void close(RunningBridge bridge) {
        if (bridged.remove(bridge.first(), bridge) && bridged.remove(bridge.second(), bridge)) {
            counters.shared().incrementShared(Counter.BRIDGES_CLOSED);
        }
    }
}
