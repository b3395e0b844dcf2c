package io.ringway.signaling;

import io.ringway.media.BridgeControl;
import io.ringway.media.BridgeStatistics;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A bridge of {@link LoopbackEngine}: says who was bridged, and whether they still are. */
public final class LoopbackBridge implements BridgeControl {

    public final String first;
    public final String second;
    public final boolean record;
    private final CountDownLatch closed = new CountDownLatch(1);

    LoopbackBridge(String first, String second, boolean record) {
        this.first = first;
        this.second = second;
        this.record = record;
    }

    /** Waits until the legs are parted. */
    public boolean awaitClosed() throws InterruptedException {
        return closed.await(20, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<BridgeStatistics> statistics() {
        BridgeStatistics.Direction none = new BridgeStatistics.Direction(false, 0, 0, 0, 0);
        return CompletableFuture.completedFuture(new BridgeStatistics(none, none, ""));
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
