package io.ringway.media.engine;

import io.ringway.media.conference.ConferenceSettings;
import io.ringway.media.conference.Room;
import io.ringway.media.leg.ShardServices;
import io.ringway.media.shard.MediaShard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A conference as it is held from outside: a room on its shard, and how many places of it are
 * taken. Thread: any; places are counted under {@link Conferences}' lock.
 */
final class RunningConference {

    private static final Logger log = LoggerFactory.getLogger(RunningConference.class);

    private final String name;
    private final MediaShard shard;
    private final Room room;
    private int places;

    RunningConference(String name, ConferenceSettings settings, ShardServices services) {
        this.name = name;
        this.shard = services.shard();
        this.room = Room.on(services, settings);
    }

    String name() {
        return name;
    }

    MediaShard shard() {
        return shard;
    }

    Room room() {
        return room;
    }

    int places() {
        return places;
    }

    void takePlace() {
        places++;
        log.debug("room={} place taken, now {}", name, places);
    }

    /** Whether it was the last one. */
    boolean givePlace() {
        places--;
        log.debug("room={} place given up, now {}", name, places);
        return places == 0;
    }

    /** Has something done on the room's shard, behind everything asked for before. */
    void execute(Runnable command) {
        InsistentCommands.insist(() -> shard.execute(command));
    }

    void close() {
        execute(room::close);
    }
}
