package io.ringway.signaling.call;

import io.ringway.media.BridgeControl;
import io.ringway.media.BridgeSpec;
import io.ringway.media.BridgeStatistics;
import io.ringway.media.LegControl;
import io.ringway.media.MediaEngine;
import io.ringway.signaling.call.machine.CallEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bridges of one call, and what they did. Owner: the call. */
final class CallBridges {

    private static final Logger LOG = LoggerFactory.getLogger(CallBridges.class);
    private static final int REMEMBERED = 16;

    private final MediaEngine engine;
    private final String callId;
    private final List<CompletableFuture<BridgeStatistics>> results = new ArrayList<>();
    private @Nullable BridgeControl bridge;

    CallBridges(MediaEngine engine, String callId) {
        this.engine = engine;
        this.callId = callId;
    }

    /**
     * Bridges the media of two legs, in place of the bridge there was.
     *
     * @throws IllegalArgumentException when the legs cannot be bridged
     */
    void open(@Nullable LegControl first, @Nullable LegControl second, CallEffect.Bridge wanted) {
        close();
        if (first == null || second == null) {
            throw new IllegalArgumentException("a leg has no media yet");
        }
        bridge = engine.bridge(first, second, new BridgeSpec(callId, wanted.record()));
        LOG.info(
                "legs bridged call={} leg={} leg={} record={}",
                callId,
                wanted.first(),
                wanted.second(),
                wanted.record());
    }

    void close() {
        BridgeControl open = bridge;
        if (open == null) {
            return;
        }
        bridge = null;
        if (results.size() < REMEMBERED) {
            results.add(open.statistics().toCompletableFuture());
        }
        open.close();
    }

    /**
     * Tells what all bridges did, in one word each, when that is known or not to be had in time.
     */
    void whenTold(int timeoutMs, Consumer<String> line) {
        CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
                .orTimeout(timeoutMs, TimeUnit.MILLISECONDS)
                .whenComplete((done, failure) -> line.accept(summary()));
    }

    private String summary() {
        StringBuilder summary = new StringBuilder();
        for (CompletableFuture<BridgeStatistics> result : results) {
            summary.append(summary.isEmpty() ? "" : " ");
            boolean known = result.isDone() && !result.isCompletedExceptionally();
            summary.append(known ? one(result.join()) : "unknown");
        }
        return summary.isEmpty() ? "none" : summary.toString();
    }

    private static String one(BridgeStatistics statistics) {
        BridgeStatistics.Direction forward = statistics.forward();
        BridgeStatistics.Direction back = statistics.back();
        return (forward.transcoded() || back.transcoded() ? "transcoded" : "passed")
                + ":"
                + forward.packets()
                + "/"
                + back.packets()
                + ":dropped="
                + (forward.dropped() + back.dropped())
                + (statistics.recording().isEmpty() ? "" : ":" + statistics.recording());
    }
}
