package io.ringway.media.playback;

import io.ringway.media.codec.AudioSource;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.playback.PlaybackStatus.State;
import java.util.Arrays;

/**
 * What is to be played into one call, in order: a source of mono frames at the rate of the leg's
 * encoder.
 *
 * <p>Samples come out exactly as many and in the same places as they were queued, however they were
 * cut into messages. A frame is padded with silence only when nothing follows. Where sound meets
 * silence that was not asked for (the queue ran dry, was paused or cleared) it fades within 5 ms.
 * Whoever takes frames says by {@link #onSent} that they left; marks follow from that.
 *
 * <p>Thread: the shard's. Allocates nothing but for marks, once warm.
 */
public final class PlaybackQueue implements AudioSource, AutoCloseable {

    private static final int FADE_MS = 5;

    private final OpusCodecs codecs;
    private final PlaybackItems items;
    private final PlaybackMarks marks;
    private final PlaybackListener listener;
    private final StatusReport report;
    private PlaybackInput input;
    private EdgeRamp edge;
    private FadeTail tail;
    private int delay;

    private State state = State.IDLE;
    private boolean audible;
    private boolean fadeIn;
    private short last;
    private int quiet;
    private long clock;

    /**
     * Makes an empty queue at 48 kHz.
     *
     * @param room what bounds it; whoever adds an item has taken room for it
     */
    public PlaybackQueue(OpusCodecs codecs, PlaybackRoom room, PlaybackListener listener) {
        this.codecs = codecs;
        this.listener = listener;
        items = new PlaybackItems(room);
        marks = new PlaybackMarks(room, listener);
        report = new StatusReport(room, listener);
        input = new PlaybackInput(PlaybackItem.TICKS_HZ, codecs, items, marks);
        edge = new EdgeRamp(PlaybackItem.TICKS_HZ / 1_000 * FADE_MS);
        tail = new FadeTail(edge);
        quiet = trailing();
    }

    /**
     * Says what the frames are encoded by from now on.
     *
     * @param rateHz of the encoder's input
     * @param lookaheadSamples by which its packets lag behind its input
     */
    public void tune(int rateHz, int lookaheadSamples) {
        delay = lookaheadSamples;
        if (rateHz != input.rateHz()) {
            marks.clear(Long.MAX_VALUE, 0);
            input.close();
            input = new PlaybackInput(rateHz, codecs, items, marks);
            edge = new EdgeRamp(rateHz / 1_000 * FADE_MS);
            tail = new FadeTail(edge);
            audible = false;
        }
        quiet = trailing();
    }

    @Override
    public int rateHz() {
        return input.rateHz();
    }

    @Override
    public int channels() {
        return 1;
    }

    /** Queues an item, for which room was taken. */
    public void add(PlaybackItem item) {
        report.onAccepted(item.ticks());
        if (item instanceof PlaybackItem.Mark mark && nothingBefore()) {
            marks.add(mark.name(), input.ready().taken());
            marks.clear(input.ready().taken(), 0);
            return;
        }
        items.add(item);
        if (state == State.IDLE) {
            enter(State.PLAYING);
        }
    }

    /** How long what waits will play, in samples at 48 kHz. */
    public long queuedTicks() {
        long converted = (long) input.ready().size() + input.owed();
        return items.ticks() + converted * ticksPerSample();
    }

    /** All that has left, in samples at 48 kHz. */
    public long playedTicks() {
        return report.playedTicks();
    }

    public State state() {
        return state;
    }

    @Override
    public boolean read(short[] pcm, int samplesPerChannel, long nowNs) {
        long takenBefore = input.ready().taken();
        int sound = state == State.PAUSED ? 0 : input.prepare(samplesPerChannel);
        if (sound == 0 && !tail.pending() && quiet >= trailing()) {
            finish();
            return false;
        }
        takeSound(pcm, sound);
        pad(pcm, sound, samplesPerChannel);
        tail.addTo(pcm);
        marks.onFrame(takenBefore, takenBefore + sound, clock, delay);
        clock += samplesPerChannel;
        report.onPlayed((long) sound * ticksPerSample());
        return true;
    }

    /** Every frame read so far has left, or will never. */
    public void onSent() {
        marks.onSent(clock);
        report.onRoom(state, queuedTicks());
    }

    /** Stops, within a frame, keeping what has not been heard. */
    public void pause() {
        if (state == State.PLAYING) {
            fadeOut();
            enter(State.PAUSED);
        }
    }

    /** Goes on exactly where {@link #pause} stopped. */
    public void resume() {
        if (state == State.PAUSED) {
            fadeIn = true;
            enter(State.PLAYING);
        }
    }

    /** Throws away what is queued, within a frame; its marks are told at once. */
    public void clear() {
        if (state == State.PLAYING) {
            fadeOut();
        }
        long taken = input.ready().taken();
        long converted = ((long) input.ready().size() + input.owed()) * ticksPerSample();
        marks.clear(taken, ticksPerSample());
        items.clear(converted, listener);
        input.clear();
        fadeIn = false;
        enter(State.IDLE);
    }

    /** Throws away what is queued and frees everything. */
    @Override
    public void close() {
        clear();
        input.close();
    }

    /** Nothing is left to read; while paused, that is for now. */
    private void finish() {
        if (state == State.PLAYING) {
            marks.clear(input.ready().taken(), ticksPerSample());
            enter(State.IDLE);
        }
    }

    private void fadeOut() {
        if (audible) {
            int samples = input.prepare(edge.length());
            tail.take(input.ready(), samples);
            audible = false;
            quiet = 0;
        }
    }

    private void takeSound(short[] pcm, int count) {
        if (count == 0) {
            return;
        }
        input.ready().read(pcm, 0, count);
        if (fadeIn) {
            edge.fadeIn(pcm, 0, Math.min(count, edge.length()));
            fadeIn = false;
        } else if (!audible) {
            edge.begin(pcm[0]);
        }
        edge.addTo(pcm, 0, count);
        last = pcm[count - 1];
        audible = true;
        quiet = 0;
    }

    private void pad(short[] pcm, int from, int to) {
        if (from == to) {
            return;
        }
        Arrays.fill(pcm, from, to, (short) 0);
        if (audible) {
            edge.end(last);
            audible = false;
        }
        edge.addTo(pcm, from, to);
        quiet += to - from;
    }

    /** Silence behind the last sound, so that it gets through the encoder. */
    private int trailing() {
        return delay + edge.length();
    }

    private boolean nothingBefore() {
        return queuedTicks() == 0 && items.isEmpty() && marks.isEmpty() && quiet >= trailing();
    }

    private int ticksPerSample() {
        return PlaybackItem.TICKS_HZ / input.rateHz();
    }

    private void enter(State next) {
        if (state != next) {
            state = next;
            report.onState(next, queuedTicks());
        }
    }
}
