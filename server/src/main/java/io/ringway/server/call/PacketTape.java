package io.ringway.server.call;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * All packets of a file, for any number of calls to play. They are read and encoded once, ahead of
 * the calls, on a thread of the tape's own.
 *
 * <p>Thread: any; {@link #frame} waits for packets not there yet.
 */
final class PacketTape implements AutoCloseable {

    /** More than half a day at 48 kbit/s. */
    private static final long MAX_BYTES = 256L << 20;

    /** What a datagram leaves for the packet, with the margin tunnels need. */
    private static final int MAX_PACKET_BYTES = 1_300;

    private final PacketSource source;
    private final String name;
    private final long limit48k;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<OpusFrame> frames = new ArrayList<>();
    private final Thread thread;
    private long recorded48k;
    private boolean complete;
    private volatile boolean stopped;
    private @Nullable CallException failure;

    private PacketTape(PacketSource source, String name, long limit48k) {
        this.source = source;
        this.name = name;
        this.limit48k = limit48k;
        this.thread = Thread.ofPlatform().daemon().name("tape").unstarted(this::record);
    }

    /**
     * Begins to read.
     *
     * @param source the tape's from here on
     * @param name of the file, for messages
     * @param limit48k how much of it is needed
     */
    static PacketTape record(PacketSource source, String name, long limit48k) {
        PacketTape tape = new PacketTape(source, name, limit48k);
        tape.thread.start();
        return tape;
    }

    int channels() {
        return source.channels();
    }

    String description() {
        return source.description();
    }

    /**
     * A packet by its place.
     *
     * @return null behind the last one
     * @throws CallException when the file is damaged before it
     */
    @Nullable OpusFrame frame(int index) throws CallException {
        lock.lock();
        try {
            while (frames.size() <= index && !complete) {
                changed.awaitUninterruptibly();
            }
            if (frames.size() > index) {
                return frames.get(index);
            }
            if (failure != null) {
                throw failure;
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** How long it plays as far as is known now, in 48 kHz samples; −1 when it is not. */
    long length48k() {
        lock.lock();
        try {
            long whole = complete ? recorded48k : source.length48k();
            return whole < 0 ? -1 : Math.min(whole, limit48k);
        } finally {
            lock.unlock();
        }
    }

    /** Stops reading and frees the file. */
    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void record() {
        try (source) {
            long bytes = 0;
            for (OpusFrame frame = next(); frame != null; frame = next()) {
                bytes += frame.bytes().length;
                check(frame, bytes);
                add(frame);
            }
            end(recorded48k > 0 ? null : new CallException(name + " holds nothing to play"));
        } catch (IOException e) {
            end(new CallException("cannot play all of " + name + ": " + e.getMessage(), e));
        } catch (CallException e) {
            end(e);
        } catch (RuntimeException e) {
            // Calls wait for this thread's word.
            end(new CallException("cannot play " + name + ": " + e, e));
        }
    }

    private @Nullable OpusFrame next() throws IOException {
        return stopped || recorded48k >= limit48k ? null : source.next();
    }

    private void check(OpusFrame frame, long bytes) throws CallException {
        if (frame.bytes().length > MAX_PACKET_BYTES) {
            throw new CallException(
                    "%s has a packet of %d bytes, and %d fit a datagram; make it with smaller packets: opusenc --framesize 20 IN OUT"
                            .formatted(name, frame.bytes().length, MAX_PACKET_BYTES));
        }
        if (bytes > MAX_BYTES) {
            throw new CallException(
                    name + " is longer than is kept in memory; play a part of it by --seconds");
        }
    }

    private void add(OpusFrame frame) {
        lock.lock();
        try {
            frames.add(frame);
            recorded48k += frame.samples48k();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void end(@Nullable CallException reason) {
        lock.lock();
        try {
            failure = reason;
            complete = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
