package io.ringway.media.conference;

import io.ringway.media.bridge.VoiceSink;
import io.ringway.media.codec.AudioCodecs;
import io.ringway.media.counters.Counter;
import io.ringway.media.leg.FramePacer;
import io.ringway.media.leg.FramePacer.Outcome;
import io.ringway.media.leg.PlayedStream;
import io.ringway.media.leg.ShardServices;
import io.ringway.media.mixing.Mixer;
import io.ringway.media.shard.MediaShard;
import java.util.ArrayList;
import java.util.List;

/**
 * One conference: mixes every 20 ms while somebody is there. Sends in silence, too, so that legs
 * and what lies between them stay awake, but for formats with DTX.
 *
 * <p>Thread: its shard's.
 */
public final class Room implements AutoCloseable {

    private final ShardServices services;
    private final Mixer mixer;
    private final SharedMix shared;
    private final MixHistory history;
    private final FramePacer pacer;
    private final List<Seat> seats = new ArrayList<>();
    private int seatsTaken;

    /** Makes an empty one; touched on the services' shard from then on. */
    public Room(ConferenceSettings settings, ShardServices services) {
        MediaShard shard = services.shard();
        this.services = services;
        this.mixer = new Mixer(settings.mixer(), (participant, level, nowNs) -> {});
        this.shared =
                new SharedMix(
                        new AudioCodecs(services.streams().codecs()),
                        services.legSettings().voice(),
                        settings.rateHz());
        this.history = new MixHistory(settings.mixer().frameSamples());
        this.pacer = new FramePacer(shard.deadlines(), ConferenceSettings.FRAME_MS, this::mix);
    }

    /** Lets somebody in. */
    Seat seat(VoiceEntrance entrance, VoiceSink exit) {
        Seat seat =
                new Seat(
                        ++seatsTaken,
                        mixer,
                        PlayedStream.Parts.live(services),
                        shared,
                        entrance,
                        exit);
        seats.add(seat);
        pacer.start(services.shard().nowNs());
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
        long nowNs = services.shard().nowNs();
        for (int i = 0; i < seats.size(); i++) {
            int outcome = seats.get(i).send(history, nowNs);
            if (outcome < 0) {
                services.shard().counters().increment(Counter.ofCode(outcome));
            }
        }
        history.add(mixer.shared().pcm());
        services.shard().counters().increment(Counter.CONFERENCE_FRAMES);
        return seats.isEmpty() ? Outcome.OVER : Outcome.SENT;
    }
}
