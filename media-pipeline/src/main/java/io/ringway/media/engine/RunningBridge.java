package io.ringway.media.engine;

import io.ringway.media.BridgeControl;
import io.ringway.media.BridgeSpec;
import io.ringway.media.BridgeStatistics;
import io.ringway.media.bridge.CallRecording;
import io.ringway.media.bridge.VoiceSink;
import io.ringway.media.leg.BridgePath;
import io.ringway.media.leg.LegBridge;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bridge as it is held from outside: each leg's end of it lives on that leg's shard.
 *
 * <p>Thread: any.
 */
final class RunningBridge implements BridgeControl {

    private static final Logger log = LoggerFactory.getLogger(RunningBridge.class);
    private static final long CLOSE_PATIENCE_NS = TimeUnit.SECONDS.toNanos(2);

    private final BridgeSpec spec;
    private final Bridgeable first;
    private final Bridgeable second;
    private final BridgePath forward;
    private final BridgePath back;
    private final @Nullable CallRecording recording;
    private final LegBridge.End firstEnd;
    private final LegBridge.End secondEnd;
    private final Consumer<RunningBridge> onClosed;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param recording of both sides, null for none; ended with the bridge
     * @param onClosed called once, before the legs part
     */
    RunningBridge(
            BridgeSpec spec,
            Bridgeable first,
            Bridgeable second,
            @Nullable CallRecording recording,
            Consumer<RunningBridge> onClosed) {
        this.spec = spec;
        this.first = first;
        this.second = second;
        this.onClosed = onClosed;
        forward = new BridgePath(first.shard(), second.shard());
        back = new BridgePath(second.shard(), first.shard());
        this.recording = recording;
        VoiceSink fromFirst = recording == null ? forward : both(forward, recording.left());
        VoiceSink fromSecond = recording == null ? back : both(back, recording.right());
        firstEnd = new LegBridge.End(fromFirst, back, this::close);
        secondEnd = new LegBridge.End(fromSecond, forward, this::close);
    }

    Bridgeable first() {
        return first;
    }

    Bridgeable second() {
        return second;
    }

    /** Joins the legs; false when that could not be asked for. */
    boolean start() {
        log.info(
                "call={} bridge opened first={} second={} recording={}",
                spec.callId(),
                first.sessionId(),
                second.sessionId(),
                recordingName());
        return first.onLeg(leg -> leg.bridge().join(firstEnd))
                && second.onLeg(leg -> leg.bridge().join(secondEnd));
    }

    @Override
    public CompletionStage<BridgeStatistics> statistics() {
        CompletableFuture<BridgeStatistics.Direction> there = ask(second, forward::statistics);
        CompletableFuture<BridgeStatistics.Direction> here = ask(first, back::statistics);
        return there.thenCombine(here, (f, b) -> new BridgeStatistics(f, b, recordingName()));
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        onClosed.accept(this);
        part(first, firstEnd);
        part(second, secondEnd);
        if (recording != null) {
            recording.finish(System.nanoTime());
        }
        statistics().thenAccept(this::logEnd);
    }

    private String recordingName() {
        return recording == null ? "" : recording.name();
    }

    private static VoiceSink both(VoiceSink one, VoiceSink other) {
        return (ssrc, codec, packet) -> {
            one.onPacket(ssrc, codec, packet);
            other.onPacket(ssrc, codec, packet);
        };
    }

    private void logEnd(BridgeStatistics statistics) {
        log.info(
                "call={} bridge closed forward={} back={}",
                spec.callId(),
                statistics.forward(),
                statistics.back());
    }

    /** Whoever closes may be a shard, which must not wait for room in another one's queue. */
    private static void part(Bridgeable leg, LegBridge.End end) {
        if (!leg.onLeg(target -> target.bridge().part(end))) {
            Thread.startVirtualThread(() -> partPatiently(leg, end));
        }
    }

    private static void partPatiently(Bridgeable leg, LegBridge.End end) {
        long deadlineNs = System.nanoTime() + CLOSE_PATIENCE_NS;
        while (!leg.onLeg(target -> target.bridge().part(end))
                && System.nanoTime() - deadlineNs < 0) {
            Thread.yield();
        }
    }

    private static <T> CompletableFuture<T> ask(Bridgeable leg, Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        boolean asked =
                leg.onLeg(
                        target -> {
                            T said = question.get();
                            // Whoever waits must not go on on a media thread.
                            answer.completeAsync(() -> said, Thread::startVirtualThread);
                        });
        if (!asked) {
            answer.completeExceptionally(
                    new IllegalStateException("the shard's command queue is full"));
        }
        return answer;
    }
}
