package io.ringway.media.playback;

import io.ringway.media.codec.OpusCodecs;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A queue, its room, what it told, and the frames somebody took from it. */
final class PlaybackFeed implements PlaybackListener, AutoCloseable {

    static final int FRAME_MS = 20;

    final PlaybackRoom room;
    final PlaybackQueue queue;
    final List<String> marks = new ArrayList<>();
    final List<PlaybackStatus> statuses = new ArrayList<>();
    private final short[] frame;
    private short[] heard = new short[0];
    private long nowNs;

    PlaybackFeed(int rateHz, int lookaheadSamples) {
        this(rateHz, lookaheadSamples, 30_000);
    }

    PlaybackFeed(int rateHz, int lookaheadSamples, int limitMs) {
        room = new PlaybackRoom(limitMs);
        queue = new PlaybackQueue(OpusCodecs.of(OpusCodecs.Provider.AUTO), room, this);
        queue.tune(rateHz, lookaheadSamples);
        frame = new short[rateHz / 1_000 * FRAME_MS];
    }

    boolean play(PlaybackItem item) {
        if (!room.tryTake(item)) {
            return false;
        }
        queue.add(item);
        return true;
    }

    void play(short[] samples, int rateHz, int channels) {
        if (!play(new PlaybackItem.Pcm(bytes(samples), rateHz, channels))) {
            throw new AssertionError("no room for " + samples.length + " samples");
        }
    }

    void mark(String name) {
        if (!play(new PlaybackItem.Mark(name))) {
            throw new AssertionError("no room for mark " + name);
        }
    }

    /** Takes the next frame and sends it; empty when there is nothing to say. */
    short[] next() {
        boolean spoken = queue.read(frame, frame.length, nowNs);
        nowNs += FRAME_MS * 1_000_000L;
        if (!spoken) {
            return new short[0];
        }
        queue.onSent();
        int before = heard.length;
        heard = Arrays.copyOf(heard, before + frame.length);
        System.arraycopy(frame, 0, heard, before, frame.length);
        return frame.clone();
    }

    /** Takes frames until there are none, and at most that many. */
    int drain(int maxFrames) {
        int frames = 0;
        while (frames < maxFrames && next().length > 0) {
            frames++;
        }
        return frames;
    }

    /** All that was taken so far, one frame behind the other. */
    short[] heard() {
        return heard;
    }

    short[] heard(int from, int count) {
        return Arrays.copyOfRange(heard, from, from + count);
    }

    static byte[] bytes(short[] samples) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        return bytes.array();
    }

    /** A tone that begins at zero. */
    static short[] tone(int rateHz, double hertz, int samples) {
        short[] pcm = new short[samples];
        for (int i = 0; i < samples; i++) {
            pcm[i] = (short) Math.round(8_000 * Math.sin(2 * Math.PI * hertz * i / rateHz));
        }
        return pcm;
    }

    /** Greatest difference between neighbours. */
    static int steepest(short[] pcm) {
        int steepest = 0;
        for (int i = 1; i < pcm.length; i++) {
            steepest = Math.max(steepest, Math.abs(pcm[i] - pcm[i - 1]));
        }
        return steepest;
    }

    @Override
    public void onMark(String name, long unplayedTicks) {
        marks.add(name + ":" + unplayedTicks);
    }

    @Override
    public void onStatus(PlaybackStatus status) {
        statuses.add(status);
    }

    @Override
    public void close() {
        queue.close();
    }
}
