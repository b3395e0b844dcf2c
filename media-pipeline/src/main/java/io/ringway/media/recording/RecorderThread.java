package io.ringway.media.recording;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the recordings assigned to it, one thread for many files. */
final class RecorderThread implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(RecorderThread.class);
    private static final int BATCH = 256;
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long FLUSH_CHECK_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final RecorderQueue queue;
    private final CounterBlock counters;
    private final Map<Long, Recording> recordings = new ConcurrentHashMap<>();
    private final Thread thread;
    private long nowNs;
    private long flushCheckedNs;
    private volatile boolean closing;

    RecorderThread(String name, RecorderQueue queue, CounterBlock counters) {
        this.queue = queue;
        this.counters = counters;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this);
    }

    void start() {
        thread.start();
    }

    RecorderQueue queue() {
        return queue;
    }

    /** Announces a recording; any thread, before its first packet. */
    void add(Recording recording) {
        recordings.put(recording.id(), recording);
        LockSupport.unpark(thread);
    }

    int active() {
        return recordings.size();
    }

    /** Ends every recording, then the thread; waits no longer than told. */
    void close(long timeoutMs) throws InterruptedException {
        recordings.values().forEach(Recording::finish);
        closing = true;
        LockSupport.unpark(thread);
        thread.join(timeoutMs);
    }

    @Override
    public void run() {
        MessageHandler handler = RecorderQueue.reading(this::onPacket);
        while (!closing || !recordings.isEmpty()) {
            nowNs = System.nanoTime();
            int packets = queue.drain(handler, BATCH);
            queue.drainEndings(this::end);
            flush();
            if (packets == 0) {
                pause();
            }
        }
    }

    private void onPacket(
            long id, DirectBuffer buffer, int offset, int length, long timestamp, int samples) {
        Recording recording = recordings.get(id);
        if (recording == null) {
            counters.increment(Counter.DROP_LEG_CLOSED);
            return;
        }
        int result = write(recording, buffer, offset, length, timestamp, samples);
        recording.onTaken(result >= 0);
        counters.increment(result >= 0 ? Counter.RECORDED_PACKETS : Counter.ofCode(result));
    }

    /** One recording's bug is not the end of the others. */
    private int write(
            Recording recording,
            DirectBuffer buffer,
            int offset,
            int length,
            long timestamp,
            int samples) {
        try {
            return recording.file().write(buffer, offset, length, timestamp, samples, nowNs);
        } catch (RuntimeException e) {
            LOG.error("recorder failed on a packet file={}", recording.path(), e);
            return Counter.DROP_HANDLER_ERROR.code();
        }
    }

    private void end(Recording recording) {
        recording.file().finish();
        recordings.remove(recording.id());
        recording.onFinished();
    }

    private void flush() {
        if (nowNs - flushCheckedNs < FLUSH_CHECK_NS) {
            return;
        }
        flushCheckedNs = nowNs;
        for (Recording recording : recordings.values()) {
            recording.file().flushIfWaiting(nowNs);
        }
    }

    /** Polls while anything is being recorded, else sleeps until that changes. */
    private void pause() {
        if (recordings.isEmpty()) {
            LockSupport.park(this);
        } else {
            LockSupport.parkNanos(this, PAUSE_NS);
        }
    }
}
