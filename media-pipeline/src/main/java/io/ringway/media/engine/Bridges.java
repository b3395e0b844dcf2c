package io.ringway.media.engine;

import io.ringway.media.BridgeControl;
import io.ringway.media.BridgeSpec;
import io.ringway.media.CapacityExceededException;
import io.ringway.media.LegControl;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.shard.MediaShard;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** The bridges of an engine: which leg is in which. Thread: any; nothing blocks. */
final class Bridges {

    private final Counters counters;
    private final Predicate<MediaShard> isOurs;
    private final Map<Bridgeable, RunningBridge> bridged = new HashMap<>();

    /**
     * @param isOurs whether a shard is the engine's
     */
    Bridges(Counters counters, Predicate<MediaShard> isOurs) {
        this.counters = counters;
        this.isOurs = isOurs;
    }

    /** See {@link io.ringway.media.MediaEngine#bridge}. */
    BridgeControl open(LegControl first, LegControl second, BridgeSpec spec) {
        RunningBridge bridge =
                new RunningBridge(spec, requireOurs(first), requireOurs(second), this::close);
        add(bridge);
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

    private synchronized void add(RunningBridge bridge) {
        if (bridge.first() == bridge.second()) {
            throw new IllegalArgumentException(
                    "leg " + bridge.first().sessionId() + " cannot be bridged to itself");
        }
        requireFree(bridge.first());
        requireFree(bridge.second());
        bridged.put(bridge.first(), bridge);
        bridged.put(bridge.second(), bridge);
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
