package io.ringway.server.call;

import io.ringway.media.MediaEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * All calls of a run, begun one after another at a steady rate.
 *
 * <p>Thread: the caller's; {@link #stop} any.
 */
final class CallGroup {

    private static final long TICK_NS = TimeUnit.MILLISECONDS.toNanos(200);

    private final CallSettings settings;
    private final CallerParts parts;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<CallResult>> results = new ArrayList<>();
    private final CountDownLatch unfinished;
    private volatile boolean stopped;

    CallGroup(CallSettings settings, CallerParts parts) {
        this.settings = settings;
        this.parts = parts;
        this.unfinished = new CountDownLatch(settings.calls());
    }

    List<CallResult> run(Consumer<CallerProgress> listener) throws InterruptedException {
        long startNs = System.nanoTime();
        boolean over = false;
        while (!over) {
            long sinceNs = System.nanoTime() - startNs;
            while (results.size() < settings.calls() && (stopped || dueNs() <= sinceNs)) {
                begin(results.size() + 1);
            }
            listener.accept(progress());
            calls.forEach(Call::refresh);
            boolean more = results.size() < settings.calls();
            long waitNs = more ? Math.min(TICK_NS, dueNs() - sinceNs) : TICK_NS;
            over = unfinished.await(waitNs, TimeUnit.NANOSECONDS);
        }
        listener.accept(progress());
        return results.stream().map(CompletableFuture::join).toList();
    }

    void stop() {
        stopped = true;
        calls.forEach(Call::stop);
    }

    /** How much there is to play; −1 when nobody knows (yet) or there is no end. */
    static double lengthSeconds(CallSettings settings, PacketTape tape) {
        long length48k = tape.length48k();
        if (settings.loop()) {
            length48k = settings.limit48k() == Long.MAX_VALUE ? -1 : settings.limit48k();
        }
        return length48k < 0 ? -1 : length48k / 48_000.0;
    }

    /** When the next call is to begin, from the start of the run. */
    private long dueNs() {
        return results.size() * TimeUnit.SECONDS.toNanos(1) / settings.callsPerSecond();
    }

    private void begin(int number) {
        CompletableFuture<CallResult> result = new CompletableFuture<>();
        result.whenComplete((value, failure) -> unfinished.countDown());
        results.add(result);
        if (stopped) {
            result.complete(failed(number, "stopped before it began"));
            return;
        }
        Thread.ofVirtual().name("call-" + number).start(() -> place(number, result));
    }

    /** Makes one call, on its thread. */
    private void place(int number, CompletableFuture<CallResult> result) {
        try {
            result.complete(call(number));
        } catch (CallException e) {
            result.complete(failed(number, e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            result.complete(failed(number, "interrupted"));
        } catch (RuntimeException e) {
            // Whoever waits for the result must not wait for ever.
            result.completeExceptionally(e);
        }
    }

    private CallResult call(int number) throws CallException, InterruptedException {
        try (MediaEngine engine = CallerEngine.start(number, settings, parts)) {
            Call call = new Call(number, settings, parts, engine);
            calls.add(call);
            if (stopped) {
                call.stop();
            }
            return call.run();
        }
    }

    private static CallResult failed(int number, String reason) {
        SetupTimes never = new SetupTimes(-1, -1, -1, -1);
        return new CallResult(number, false, reason, never, SendProgress.NONE, null);
    }

    private CallerProgress progress() {
        int ended = settings.calls() - (int) unfinished.getCount();
        return CallerProgress.of(
                settings.calls(),
                ended,
                lengthSeconds(settings, parts.tape()),
                calls.stream().map(Call::progress).toList());
    }
}
