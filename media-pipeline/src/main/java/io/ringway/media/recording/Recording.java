package io.ringway.media.recording;

import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;

/**
 * One recording as the shard sees it: a place to put packets, which never blocks.
 *
 * <p>Thread: {@link #offer} by one thread at a time (the decoding stage's), the rest by any.
 */
public final class Recording {

    /** Largest packet taken; nothing larger fits a datagram that was received. */
    static final int MAX_PACKET_BYTES = 4_096;

    private final long id;
    private final Path path;
    private final int queuePackets;
    private final RecorderQueue queue;
    private final Counters counters;
    private final RecordingFile file;
    private final AtomicLong offered = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private volatile boolean finishing;

    Recording(
            long id,
            Path path,
            int queuePackets,
            RecorderQueue queue,
            RecordingFile file,
            Counters counters) {
        this.id = id;
        this.path = path;
        this.queuePackets = queuePackets;
        this.queue = queue;
        this.file = file;
        this.counters = counters;
    }

    /**
     * Offers one Opus packet, in order of its time; copied before return. Allocates nothing.
     *
     * @param rtpTimestamp extended to 64 bits, 48 kHz
     * @param samples48k the packet's duration as {@link
     *     io.ringway.media.codec.OpusPacket#samples48k} says; negative is refused
     * @return false when it was refused, which has been counted
     */
    public boolean offer(
            DirectBuffer opus, int offset, int length, long rtpTimestamp, int samples48k) {
        if (finishing) {
            return drop(Counter.DROP_LEG_CLOSED);
        }
        if (samples48k <= 0 || length <= 0 || length > MAX_PACKET_BYTES) {
            return drop(Counter.DROP_DECODE_FAILED);
        }
        long waiting = offered.getPlain() - taken.getAcquire();
        if (waiting >= queuePackets
                || !queue.offer(id, opus, offset, length, rtpTimestamp, samples48k)) {
            return drop(Counter.DROP_RECORDING_QUEUE);
        }
        offered.setRelease(offered.getPlain() + 1);
        return true;
    }

    /**
     * Takes no more packets; those that wait are written, then the file is ended. Harmless when
     * called again.
     *
     * @return completes on the recorder thread once the file is closed, well or not
     */
    public CompletionStage<Void> finish() {
        if (!finishing) {
            finishing = true;
            queue.finish(this);
        }
        return finished.minimalCompletionStage();
    }

    /** The file, relative to the recording folder; there once the first packet is written. */
    public Path path() {
        return path;
    }

    /** Packets in the file, not counting those that fill gaps. */
    public long packetsWritten() {
        return written.getAcquire();
    }

    /** Packets offered that are not and will not be in the file. */
    public long packetsDropped() {
        return dropped.getAcquire();
    }

    long id() {
        return id;
    }

    RecordingFile file() {
        return file;
    }

    /** The recorder has taken a packet off the queue; called by its thread alone. */
    void onTaken(boolean inFile) {
        taken.setRelease(taken.getPlain() + 1);
        if (inFile) {
            written.setRelease(written.getPlain() + 1);
        } else {
            dropped.getAndIncrement();
        }
    }

    void onFinished() {
        finished.complete(null);
    }

    private boolean drop(Counter reason) {
        dropped.getAndIncrement();
        counters.shared().incrementShared(reason);
        return false;
    }
}
