package io.ringway.media.conference;

import io.ringway.media.bridge.VoiceSink;
import io.ringway.media.codec.OpusVoice;
import io.ringway.media.counters.Counter;
import io.ringway.media.leg.FramePacer;
import io.ringway.media.leg.FramePacer.Outcome;
import io.ringway.media.leg.PlayedStream;
import io.ringway.media.leg.ShardServices;
import io.ringway.media.mixing.Mixer;
import io.ringway.media.shard.Stage;
import java.util.ArrayList;
import java.util.List;

/**
 * One conference: mixes every 20 ms while somebody is there. Sends in silence, too, so that legs
 * and what lies between them stay awake, but for formats with DTX.
 *
 * <p>Thread: its shard's.
 */
public final class Room implements AutoCloseable {

    private final Stage shard;
    private final PlayedStream.Parts parts;
    private final Mixer mixer;
    private final SharedMix shared;
    private final MixHistory history;
    private final FramePacer pacer;
    private final List<Seat> seats = new ArrayList<>();
    private int seatsTaken;

    /**
     * Makes an empty one; touched on its shard from then on.
     *
     * @param parts what voices are played out with, of the same shard
     * @param voice how Opus is encoded
     */
    Room(ConferenceSettings settings, Stage shard, PlayedStream.Parts parts, OpusVoice voice) {
        this.shard = shard;
        this.parts = parts;
        this.mixer = new Mixer(settings.mixer(), (participant, level, nowNs) -> {});
        this.shared = new SharedMix(parts.codecs(), voice, settings.rateHz());
        this.history = new MixHistory(settings.mixer().frameSamples());
        this.pacer = new FramePacer(shard.deadlines(), ConferenceSettings.FRAME_MS, this::mix);
    }

    /** Makes an empty one of that shard. */
    public static Room on(ShardServices services, ConferenceSettings settings) {
        return new Room(
                settings,
                services.shard(),
                PlayedStream.Parts.live(services),
                services.legSettings().voice());
    }

    /** Lets somebody in. */
    Seat seat(VoiceEntrance entrance, VoiceSink exit) {
        Seat seat = new Seat(++seatsTaken, mixer, parts, shared, entrance, exit);
        seats.add(seat);
        pacer.start(shard.nowNs());
        return seat;
    }

    /** Lets somebody go. */
    void leave(Seat seat) {
        if (seats.remove(seat)) {
            mixer.remove(seat.participant());
            seat.close();
        }
    }

    /** Sends everybody away. */
    @Override
    public void close() {
        pacer.stop();
        for (Seat seat : List.copyOf(seats)) {
            leave(seat);
        }
    }

    private Outcome mix(boolean talkSpurt, long dueNs) {
        mixer.mix(dueNs);
        long nowNs = shard.nowNs();
        for (int i = 0; i < seats.size(); i++) {
            int outcome = seats.get(i).send(history, nowNs);
            if (outcome < 0) {
                shard.counters().increment(Counter.ofCode(outcome));
            }
        }
        history.add(mixer.shared().pcm());
        shard.counters().increment(Counter.CONFERENCE_FRAMES);
        return seats.isEmpty() ? Outcome.OVER : Outcome.SENT;
    }
}
