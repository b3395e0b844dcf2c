package io.ringway.media.segment;

import io.ringway.media.counters.CounterBlock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries what a shard's {@link SegmentBatcher} gathers to one speech service, and what the service
 * asks for back: one gRPC stream, opened again whenever it ends.
 *
 * <p>Threads: one of its own, named after the shard. Methods here may be called by any.
 */
public final class GrpcForwarder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GrpcForwarder.class);
    private static final long MAX_PARK_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long JOIN_SLACK_MS = 2_000;

    private final ForwarderSettings settings;
    private final ForwardingLane lane;
    private final ForwarderLink link;
    private final Thread thread;
    private volatile boolean closing;

    /**
     * Makes a forwarder; {@link #start} starts it.
     *
     * @param shard index of the shard, from 0
     * @param lane of the shard's batcher
     * @param counters a block of this forwarder's own
     * @param seed of the jitter of waiting times
     * @throws IllegalArgumentException if the certificates to trust cannot be read
     */
    public GrpcForwarder(
            ForwarderSettings settings,
            int shard,
            ForwardingLane lane,
            CounterBlock counters,
            ServiceRequestListener listener,
            long seed) {
        this.settings = settings;
        this.lane = lane;
        link = new ForwarderLink(settings, shard, lane, counters, listener, seed);
        thread =
                Thread.ofPlatform()
                        .name("ringway-forwarder-" + shard)
                        .daemon(true)
                        .unstarted(this::run);
    }

    /** Starts connecting. Once. */
    public void start() {
        lane.attach(thread);
        thread.start();
    }

    /** Whether a stream is open now. */
    public boolean connected() {
        return lane.demand() != ForwardingLane.CLOSED;
    }

    /** How often a connection was tried, successfully or not. */
    public int attempts() {
        return link.attempts();
    }

    /** Ringway's own share of the delay, for every segment sent. */
    public DelayHistogram addedDelay() {
        return link.addedDelay();
    }

    /**
     * Sends what was handed over, ends the stream in order if that works within the close time-out,
     * and stops. Blocks; the shard should have flushed before.
     */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            if (!thread.join(
                    java.time.Duration.ofMillis(settings.closeTimeoutMs() + JOIN_SLACK_MS))) {
                LOG.warn("{} did not stop in time; it is left behind", thread.getName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            link.close();
        }
    }

    private void run() {
        while (!closing) {
            long nowNs = System.nanoTime();
            if (!cycle(nowNs)) {
                LockSupport.parkNanos(this, Math.min(MAX_PARK_NS, link.idleNs(nowNs)));
            }
        }
        finish();
    }

    /** Goes on until all is sent and the service has seen the end, or time is up. */
    private void finish() {
        long deadlineNs =
                System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(settings.closeTimeoutMs());
        link.beginClose();
        long nowNs = System.nanoTime();
        while (!link.isDone() && nowNs - deadlineNs < 0) {
            if (!cycle(nowNs)) {
                LockSupport.parkNanos(this, Math.min(MAX_PARK_NS, deadlineNs - nowNs));
            }
            nowNs = System.nanoTime();
        }
        link.terminate();
    }

    /** Returns whether there was anything to do. A bug here costs the stream, never the thread. */
    private boolean cycle(long nowNs) {
        try {
            return link.cycle(nowNs) > 0;
        } catch (RuntimeException e) {
            LOG.error("{} failed; its stream is opened again", thread.getName(), e);
            link.abandon(nowNs);
            return false;
        }
    }
}
