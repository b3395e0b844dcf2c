package io.ringway.media.bridge;

import io.ringway.media.codec.AudioCodecs;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import io.ringway.media.recording.Recorder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes, aligns and encodes what is recorded of bridges, on a thread of its own: shards only hand
 * packets over, and the threads that write files may wait for their disk.
 *
 * <p>Thread: {@link #start} and {@link #close} any.
 */
public final class CallRecorder implements Runnable, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CallRecorder.class);
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long CLOSE_TIMEOUT_MS = 2_000;

    private final Recorder files;
    private final AudioCodecs codecs;
    private final Counters counters;
    private final List<CallRecording> recordings = new CopyOnWriteArrayList<>();
    private @Nullable CounterBlock block;
    private @Nullable Thread thread;
    private volatile boolean closing;

    /**
     * @param files where recordings go; stays the caller's
     */
    public CallRecorder(Recorder files, OpusCodecs opus, Counters counters) {
        this.files = files;
        this.codecs = new AudioCodecs(opus);
        this.counters = counters;
    }

    /**
     * Begins a recording; the first one starts the thread.
     *
     * @param nowNs where its timeline begins
     * @param unixNs the same in wall-clock time
     * @param leftCounters of the thread that hands over the left channel
     */
    public synchronized CallRecording start(
            String callId,
            long nowNs,
            long unixNs,
            CounterBlock leftCounters,
            CounterBlock rightCounters) {
        CounterBlock own = block;
        if (own == null) {
            own = counters.newBlock("call-recorder");
            block = own;
        }
        CallRecording recording =
                new CallRecording(
                        files.startCall(callId, unixNs),
                        codecs,
                        nowNs,
                        own,
                        leftCounters,
                        rightCounters);
        recordings.add(recording);
        if (thread == null) {
            thread = Thread.ofPlatform().name("call-recorder").daemon().start(this);
        }
        LockSupport.unpark(thread);
        return recording;
    }

    /** Ends every recording and waits for that. */
    @Override
    public synchronized void close() {
        closing = true;
        Thread running = thread;
        if (running == null) {
            return;
        }
        long nowNs = System.nanoTime();
        recordings.forEach(recording -> recording.finish(nowNs));
        LockSupport.unpark(running);
        try {
            running.join(CLOSE_TIMEOUT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        while (!closing || !recordings.isEmpty()) {
            long nowNs = System.nanoTime();
            for (CallRecording recording : List.copyOf(recordings)) {
                if (!work(recording, nowNs)) {
                    recordings.remove(recording);
                }
            }
            if (recordings.isEmpty() && !closing) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, PAUSE_NS);
            }
        }
    }

    /** One recording's bug is not the end of the others. */
    private static boolean work(CallRecording recording, long nowNs) {
        try {
            return recording.work(nowNs);
        } catch (RuntimeException | AssertionError e) {
            log.error("call recording failed file={}", recording.name(), e);
            return false;
        }
    }
}
