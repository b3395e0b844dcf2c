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
    private final List<CallRecording> recordings = new CopyOnWriteArrayList<>();
    private final CounterBlock block;
    private final Thread thread;
    private volatile boolean closing;

    private CallRecorder(Recorder files, OpusCodecs opus, Counters counters) {
        this.files = files;
        this.codecs = new AudioCodecs(opus);
        this.block = counters.newBlock("call-recorder");
        this.thread = Thread.ofPlatform().name("call-recorder").daemon().unstarted(this);
    }

    /**
     * Starts the thread, which sleeps until something is recorded. It inherits the niceness of the
     * caller's, so that should not be a thread of signaling.
     *
     * @param files where recordings go; stays the caller's
     */
    public static CallRecorder open(Recorder files, OpusCodecs opus, Counters counters) {
        CallRecorder recorder = new CallRecorder(files, opus, counters);
        recorder.thread.start();
        return recorder;
    }

    /**
     * Begins a recording.
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
        CallRecording recording =
                new CallRecording(
                        files.startCall(callId, unixNs),
                        codecs,
                        nowNs,
                        block,
                        leftCounters,
                        rightCounters);
        recordings.add(recording);
        LockSupport.unpark(thread);
        return recording;
    }

    /** Ends every recording and waits for that. */
    @Override
    public synchronized void close() {
        closing = true;
        long nowNs = System.nanoTime();
        recordings.forEach(recording -> recording.finish(nowNs));
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_TIMEOUT_MS);
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
