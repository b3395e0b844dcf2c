package io.ringway.media.engine;

import io.ringway.media.AudioSection;
import io.ringway.media.CloseReason;
import io.ringway.media.LegControl;
import io.ringway.media.LegEvent;
import io.ringway.media.LegListener;
import io.ringway.media.LegStatistics;
import io.ringway.media.OpusPlacement;
import io.ringway.media.PayloadFormat;
import io.ringway.media.PlayRequest;
import io.ringway.media.SpeechFormat;
import io.ringway.media.leg.LegEvents;
import io.ringway.media.leg.MediaLeg;
import io.ringway.media.playback.BargeInSettings;
import io.ringway.media.playback.PlaybackItem;
import io.ringway.media.playback.PlaybackRoom;
import io.ringway.media.rtp.TelephoneEventWriter;
import io.ringway.media.shard.MediaShard;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The proxy through which other threads reach a leg: every call becomes a command on its shard.
 *
 * <p>Thread: any; the leg itself is touched on the shard's thread only.
 */
abstract sealed class LegHandle implements LegControl, Bridgeable, LegListener
        permits IceLegHandle, RtpLegHandle {

    private static final long CLOSE_PATIENCE_NS = TimeUnit.SECONDS.toNanos(2);

    private final String sessionId;
    private final MediaShard shard;
    private final LegListener listener;
    private final Runnable onClosed;
    private final PlaybackRoom room;
    private volatile boolean sendable;
    private volatile boolean ended;
    private volatile int keyClockHz;
    private final PlayingSound sound = new PlayingSound();
    private @Nullable LegEvents events;
    private @Nullable MediaLeg leg;

    LegHandle(
            String sessionId,
            MediaShard shard,
            LegListener listener,
            PlaybackRoom room,
            Runnable onClosed) {
        this.sessionId = sessionId;
        this.shard = shard;
        this.listener = listener;
        this.room = room;
        this.onClosed = onClosed;
    }

    /** Gives the handle its leg; on the shard's thread, before any other command. */
    final void attachLeg(MediaLeg newLeg) {
        leg = newLeg;
    }

    /** Gives the handle its events; before it is handed out. */
    final void attach(LegEvents newEvents) {
        events = newEvents;
    }

    /** Tells of something that happened outside the leg. */
    final void tell(LegEvent event) {
        LegEvents target = events;
        if (target != null) {
            target.tell(event);
        }
    }

    /** Whether packets of callers that pace themselves can go out from now on. */
    final void setSendable(boolean on) {
        sendable = on && !ended;
    }

    /** Watches what passes to the listener. Called on the leg's event thread. */
    @Override
    public void onEvent(LegEvent event) {
        switch (event) {
            case LegEvent.DtlsConnected connected -> setSendable(true);
            case LegEvent.Closed closed -> {
                sendable = false;
                ended = true;
                stopPlaying();
                onClosed.run();
            }
            case LegEvent.LocalCandidate _, LegEvent.AudioStarted _ -> {}
            case LegEvent.IceConnected _, LegEvent.IceDisconnected _ -> {}
            case LegEvent.SourceLearned _, LegEvent.KeyPressed _ -> {}
        }
        listener.onEvent(event);
    }

    @Override
    public String sessionId() {
        return sessionId;
    }

    @Override
    public void setAudio(List<AudioSection> sections) {
        keyClockHz = keyClockHz(sections);
        onLeg(target -> target.setAudio(sections));
    }

    /** RTP clock of the telephone keys the section that sends can tell; 0 when it cannot. */
    private static int keyClockHz(List<AudioSection> sections) {
        for (AudioSection section : sections) {
            if (section.send()) {
                PayloadFormat keys = section.keyFormat();
                return keys == null ? 0 : keys.clockRateHz();
            }
        }
        return 0;
    }

    @Override
    public void setEcho(boolean on) {
        onLeg(target -> target.setEcho(on));
    }

    @Override
    public void setSpeechFormat(SpeechFormat format) {
        onLeg(target -> target.speech().setFormat(format));
    }

    void grantCredit(int milliseconds) {
        onLeg(target -> target.speech().grantCredit(milliseconds));
    }

    /** How much may be queued to be played. */
    PlaybackRoom room() {
        return room;
    }

    /** Queues something to be played; false when there is too little room. */
    boolean play(PlaybackItem item) {
        if (ended || !room.tryTake(item)) {
            return false;
        }
        boolean queued = onLeg(target -> target.playback().add(item));
        if (!queued) {
            room.giveBack(item);
        }
        return queued;
    }

    /** The longest a telephone key may be held in this call; 0 when none can be sent. */
    int longestKeyMs() {
        int clockHz = keyClockHz;
        return clockHz == 0 ? 0 : TelephoneEventWriter.MAX_TICKS / (clockHz / 1_000);
    }

    /** Queues telephone keys to be sent; false when there is too little room. */
    boolean press(String digits, int durationMs) {
        if (ended || !room.tryTakeKeys(digits.length())) {
            return false;
        }
        boolean queued = onLeg(target -> target.playback().press(digits, durationMs));
        if (!queued) {
            room.giveKeysBack(digits.length());
        }
        return queued;
    }

    @Override
    public boolean sendKeys(String keys, int durationMs) {
        return durationMs <= longestKeyMs() && press(keys, durationMs);
    }

    @Override
    public void noteKey(char key, int durationMs) {
        onLeg(target -> target.speech().noteKey(key, durationMs));
    }

    @Override
    public boolean play(PlayRequest request) {
        return switch (request) {
            case PlayRequest.Pcm pcm ->
                    play(new PlaybackItem.Pcm(pcm.samples(), pcm.rateHz(), pcm.channels()));
            case PlayRequest.Sound sound -> replaceSound(sound);
        };
    }

    @Override
    public void stopPlaying() {
        sound.stop();
        onLeg(target -> target.playback().clear());
    }

    private boolean replaceSound(PlayRequest.Sound wanted) {
        if (ended) {
            return false;
        }
        stopPlaying();
        sound.start(new SoundFeeder(sessionId, wanted, room, this::play));
        return true;
    }

    /** Stops what is played, within a frame, or lets it go on. */
    void pausePlayback(boolean paused) {
        onLeg(
                target -> {
                    if (paused) {
                        target.playback().pause();
                    } else {
                        target.playback().resume();
                    }
                });
    }

    /** Says what the remote party's voice does to what is played. */
    void setBargeIn(BargeInSettings settings) {
        onLeg(target -> target.setBargeIn(settings));
    }

    @Override
    public boolean sendOpus(byte[] opus, int samples48k) {
        byte[] copy = opus.clone();
        return sendable && onLeg(target -> target.sendOpus(copy, samples48k));
    }

    @Override
    public boolean sendOpus(OpusPlacement place, byte[] opus) {
        byte[] copy = opus.clone();
        return sendable && onLeg(target -> target.sendOpus(place, copy));
    }

    @Override
    public CompletionStage<LegStatistics> statistics() {
        CompletableFuture<LegStatistics> answer = new CompletableFuture<>();
        boolean asked =
                onLeg(
                        target ->
                                // Whoever waits must not go on on a media thread.
                                target.statistics(
                                        snapshot ->
                                                answer.completeAsync(
                                                        () -> snapshot,
                                                        Thread::startVirtualThread)));
        if (!asked) {
            answer.completeExceptionally(
                    new IllegalStateException("the shard's command queue is full"));
        }
        return answer;
    }

    @Override
    public void close(CloseReason reason) {
        long deadlineNs = System.nanoTime() + CLOSE_PATIENCE_NS;
        while (!onLeg(target -> target.close(reason, "closed by signaling"))
                && System.nanoTime() - deadlineNs < 0) {
            Thread.yield();
        }
    }

    @Override
    public final MediaShard shard() {
        return shard;
    }

    @Override
    public final boolean onLeg(Consumer<MediaLeg> command) {
        return shard.execute(
                () -> {
                    MediaLeg target = leg;
                    if (target != null) {
                        command.accept(target);
                    }
                });
    }
}
