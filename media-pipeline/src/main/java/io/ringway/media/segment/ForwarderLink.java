package io.ringway.media.segment;

import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.proto.ServiceMessage;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The state of one shard's connection to a speech service: closed (waiting for the next attempt),
 * connecting, or open.
 *
 * <p>Thread: the forwarder's.
 */
final class ForwarderLink {

    private static final int BURST = 64;
    private static final int MAX_ANSWERS = 64;

    private final ForwarderSettings settings;
    private final int shard;
    private final ForwardingLane lane;
    private final CounterBlock counters;
    private final RequestDispatcher dispatcher;
    private final SpeechChannel channel;
    private final MethodDescriptor<StreamItem, ServiceMessage> method;
    private final SessionLedger ledger;
    private final Backoff backoff;
    private final LinkLog log;
    private final DelayHistogram addedDelay = new DelayHistogram();
    private final ArrayDeque<SpeechEvent> outbox = new ArrayDeque<>();
    private @Nullable ForwarderStream stream;
    private boolean open;
    private boolean proved;
    private int opened;
    private final AtomicInteger attempts = new AtomicInteger();
    private long openedAtNs;
    private long lastReadyNs;
    private long nextAttemptNs = System.nanoTime();
    private boolean closing;
    private boolean halfClosed;

    ForwarderLink(
            ForwarderSettings settings,
            int shard,
            ForwardingLane lane,
            CounterBlock counters,
            ServiceRequestListener listener,
            long seed) {
        this.settings = settings;
        this.shard = shard;
        this.lane = lane;
        this.counters = counters;
        dispatcher = new RequestDispatcher(listener);
        channel = new SpeechChannel(settings);
        method = ForwarderStream.method(new StreamItemMarshaller(settings.batch().batchBytes()));
        ledger = new SessionLedger(settings.batch().eventQueueCapacity(), counters);
        backoff =
                new Backoff(
                        TimeUnit.MILLISECONDS.toNanos(settings.minBackoffMs()),
                        TimeUnit.MILLISECONDS.toNanos(settings.maxBackoffMs()),
                        seed);
        log = new LinkLog(shard, settings.target().toString());
    }

    DelayHistogram addedDelay() {
        return addedDelay;
    }

    /** Any thread. */
    int attempts() {
        return attempts.get();
    }

    /** Does what can be done now; returns how much that was. */
    int cycle(long nowNs) {
        ForwarderStream current = stream;
        if (current == null) {
            return absorb() + connectIfDue(nowNs);
        }
        Status status = current.status();
        if (status != null) {
            onClosed(current, status, nowNs);
            return 1;
        }
        if (!open) {
            return absorb() + openIfReady(current, nowNs);
        }
        checkProved(nowNs);
        return receive(current) + transmit(current, nowNs);
    }

    /** How long there will be nothing to do unless somebody wakes us. */
    long idleNs(long nowNs) {
        return stream == null ? Math.max(0, nextAttemptNs - nowNs) : Long.MAX_VALUE;
    }

    /** From now on: finish, do not connect. */
    void beginClose() {
        closing = true;
        ForwarderStream current = stream;
        if (current != null && !open) {
            current.cancel("closing");
        }
    }

    boolean isDone() {
        return stream == null;
    }

    /** Gives up whatever is still under way. */
    void terminate() {
        ForwarderStream current = stream;
        lane.setDemand(ForwardingLane.CLOSED);
        absorb();
        if (current != null) {
            current.shutdown();
            current.awaitTermination();
            stream = null;
        }
    }

    /** Gives back what connections are made with; after the thread has ended. */
    void close() {
        channel.close();
    }

    /** Something failed that should not: start over. */
    void abandon(long nowNs) {
        ForwarderStream current = stream;
        if (current == null) {
            nextAttemptNs = nowNs + backoff.nextDelayNs();
        } else {
            onClosed(current, Status.INTERNAL.withDescription("failure here"), nowNs);
        }
    }

    private int connectIfDue(long nowNs) {
        if (closing || nextAttemptNs - nowNs > 0) {
            return 0;
        }
        attempts.incrementAndGet();
        stream = ForwarderStream.open(channel.open(), method, settings.sendBufferBytes());
        lastReadyNs = nowNs;
        return 1;
    }

    private int openIfReady(ForwarderStream current, long nowNs) {
        if (!current.isReady()) {
            checkStall(current, nowNs);
            return 0;
        }
        if (opened > 0) {
            counters.increment(Counter.GRPC_RECONNECTS);
        }
        outbox.add(new SpeechEvent.Hello(settings.nodeId(), shard, opened));
        ledger.announce(outbox);
        opened++;
        open = true;
        openedAtNs = nowNs;
        log.onOpened(opened);
        return 1;
    }

    private int receive(ForwarderStream current) {
        // No further question before the answers to those before have gone out.
        ServiceMessage message = outbox.size() < MAX_ANSWERS ? current.takeReceived() : null;
        if (message == null) {
            return 0;
        }
        dispatcher.dispatch(message).ifPresent(outbox::add);
        current.requestNext();
        return 1;
    }

    private int transmit(ForwarderStream current, long nowNs) {
        int sent = 0;
        while (sent < BURST && !halfClosed && current.isReady()) {
            StreamItem item = outbox.isEmpty() ? lane.takeForSending() : outbox.poll();
            if (item == null) {
                break;
            }
            send(current, item);
            sent++;
        }
        boolean ready = current.isReady();
        if (ready) {
            lastReadyNs = nowNs;
        }
        halfCloseIfDone(current, sent);
        lane.setDemand(ready && outbox.isEmpty() && !halfClosed ? opened : -opened);
        checkStall(current, nowNs);
        return sent;
    }

    private void send(ForwarderStream current, StreamItem item) {
        switch (item) {
            case SegmentBatch batch -> sendBatch(current, batch);
            case SpeechEvent event -> {
                ledger.onEvent(event);
                current.send(event);
                ledger.onSent(event);
            }
        }
    }

    private void sendBatch(ForwarderStream current, SegmentBatch batch) {
        try {
            // One meant for the stream before would come without the gaps that stream left.
            if (batch.stream() == opened) {
                current.send(batch);
                recordDelays(batch);
            }
        } finally {
            lane.giveBack(batch);
        }
    }

    private void recordDelays(SegmentBatch batch) {
        if (!batch.sent()) {
            return;
        }
        long handedOverNs = System.nanoTime();
        for (int i = 0; i < batch.segments(); i++) {
            addedDelay.record(handedOverNs - batch.claimedAtNs(i));
        }
    }

    private void checkStall(ForwarderStream current, long nowNs) {
        if (nowNs - lastReadyNs > TimeUnit.MILLISECONDS.toNanos(settings.stallTimeoutMs())) {
            lastReadyNs = nowNs;
            current.cancel("took nothing for " + settings.stallTimeoutMs() + " ms");
        }
    }

    private void halfCloseIfDone(ForwarderStream current, int sent) {
        if (closing && sent == 0 && !halfClosed && outbox.isEmpty() && current.isReady()) {
            halfClosed = true;
            current.halfClose();
        }
    }

    private void checkProved(long nowNs) {
        long goodNs = TimeUnit.MILLISECONDS.toNanos(settings.maxBackoffMs());
        if (!proved && nowNs - openedAtNs > goodNs) {
            proved = true;
            backoff.reset();
            log.onProved();
        }
    }

    private void onClosed(ForwarderStream current, Status status, long nowNs) {
        lane.setDemand(ForwardingLane.CLOSED);
        stream = null;
        ServiceMessage last = current.takeReceived();
        if (last != null) {
            dispatcher.dispatch(last);
        }
        current.shutdown();
        outbox.forEach(ledger::restore);
        outbox.clear();
        absorb();
        long delayNs = isHopeless(status) ? backoff.longestDelayNs() : backoff.nextDelayNs();
        nextAttemptNs = nowNs + delayNs;
        if (!closing) {
            log.onClosed(status, open && !proved, delayNs);
        }
        open = false;
        proved = false;
    }

    /** Without a stream batches go back unsent, and events go into the books. */
    private int absorb() {
        int absorbed = 0;
        for (StreamItem i = lane.takeForSending(); i != null; i = lane.takeForSending()) {
            switch (i) {
                case SegmentBatch batch -> lane.giveBack(batch);
                case SpeechEvent event -> {
                    ledger.onEvent(event);
                    ledger.keep(event);
                }
            }
            absorbed++;
        }
        return absorbed;
    }

    private static boolean isHopeless(Status status) {
        return switch (status.getCode()) {
            case UNAUTHENTICATED, PERMISSION_DENIED, UNIMPLEMENTED -> true;
            default -> false;
        };
    }
}
