package io.ringway.media.engine;

import io.ringway.media.PlayRequest;
import io.ringway.media.codec.AudioSource;
import io.ringway.media.playback.PlaybackItem;
import io.ringway.media.playback.PlaybackRoom;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds one sound into a leg's playback queue, a little ahead of what is heard, so that disks and
 * decoders never hold up a shard and a sound without end needs no memory.
 *
 * <p>Thread: a virtual one of its own; {@link #stop} any.
 */
final class SoundFeeder implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(SoundFeeder.class);
    private static final int AHEAD_MS = 400;
    private static final int FRAME_MS = 20;
    private static final int FRAMES_PER_ITEM = 5;
    private static final int BYTES_PER_SAMPLE = 2;
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(40);

    private final String sessionId;
    private final PlayRequest.Sound sound;
    private final PlaybackRoom room;
    private final Predicate<PlaybackItem> queue;
    private volatile boolean stopped;

    /**
     * @param queue queues an item; false when there is no room
     */
    SoundFeeder(
            String sessionId,
            PlayRequest.Sound sound,
            PlaybackRoom room,
            Predicate<PlaybackItem> queue) {
        this.sessionId = sessionId;
        this.sound = sound;
        this.room = room;
        this.queue = queue;
    }

    void start() {
        Thread.ofVirtual().name("sound-" + sessionId).start(this);
    }

    /** Feeds nothing more; what is queued stays. */
    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        try {
            feed(sound.opener().open());
        } catch (IOException e) {
            log.warn(
                    "call={} sound {} cannot be played: {}", sessionId, sound.name(), e.toString());
        }
    }

    private void feed(AudioSource source) {
        int samples = source.rateHz() / 1_000 * FRAME_MS;
        short[] frame = new short[samples * source.channels()];
        boolean more = true;
        while (more && !stopped) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(FRAMES_PER_ITEM * frame.length * BYTES_PER_SAMPLE)
                            .order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; more && i < FRAMES_PER_ITEM; i++) {
                more = source.read(frame, samples, System.nanoTime());
                if (more) {
                    put(frame, bytes);
                }
            }
            queue(bytes, source);
        }
    }

    private void queue(ByteBuffer bytes, AudioSource source) {
        if (bytes.position() == 0) {
            return;
        }
        byte[] pcm = new byte[bytes.position()];
        bytes.get(0, pcm);
        var item = new PlaybackItem.Pcm(pcm, source.rateHz(), source.channels());
        while (!stopped && (isAhead() || !queue.test(item))) {
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    private boolean isAhead() {
        return room.limitMs() - room.freeMs() > AHEAD_MS;
    }

    private static void put(short[] frame, ByteBuffer bytes) {
        for (short sample : frame) {
            bytes.putShort(sample);
        }
    }
}
