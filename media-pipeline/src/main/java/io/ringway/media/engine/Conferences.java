package io.ringway.media.engine;

import io.ringway.media.CapacityExceededException;
import io.ringway.media.ConferenceFullException;
import io.ringway.media.ConferencePlace;
import io.ringway.media.ConferenceReport;
import io.ringway.media.conference.ConferenceSettings;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.leg.ShardServices;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The conferences of an engine: a room begins with the first place that is taken and ends with the
 * last. Thread: any; nothing blocks.
 */
final class Conferences {

    private static final Logger log = LoggerFactory.getLogger(Conferences.class);

    private final ConferenceSettings settings;
    private final Counters counters;
    private final IntFunction<ShardServices> shards;
    // Bounded by conference-max-rooms.
    private final Map<String, RunningConference> rooms = new HashMap<>();
    private int begun;

    /**
     * @param shards the shard for the room of a number
     */
    Conferences(ConferenceSettings settings, Counters counters, IntFunction<ShardServices> shards) {
        this.settings = settings;
        this.counters = counters;
        this.shards = shards;
    }

    /** See {@link io.ringway.media.MediaEngine#enterConference}. */
    synchronized ConferencePlace enter(String name) {
        RunningConference room = rooms.get(name);
        if (room == null) {
            room = begin(name);
        } else if (room.places() >= settings.maxParticipants()) {
            throw new ConferenceFullException(
                    "room %s is full: conference-max-participants allows %d"
                            .formatted(name, settings.maxParticipants()));
        }
        room.takePlace();
        return new RunningPlace(room, this::giveUp);
    }

    /** See {@link io.ringway.media.MediaEngine#conferences}. */
    synchronized List<ConferenceReport> reports() {
        return rooms.values().stream()
                .map(room -> new ConferenceReport(room.name(), room.places()))
                .toList();
    }

    private RunningConference begin(String name) {
        if (rooms.size() >= settings.maxRooms()) {
            throw new CapacityExceededException(
                    "no room for conference %s: conference-max-rooms allows %d"
                            .formatted(name, settings.maxRooms()));
        }
        RunningConference room = new RunningConference(name, settings, shards.apply(begun++));
        rooms.put(name, room);
        counters.shared().incrementShared(Counter.CONFERENCES_OPENED);
        log.info("conference begun room={}", name);
        return room;
    }

    private synchronized void giveUp(RunningConference room) {
        if (room.givePlace()) {
            rooms.remove(room.name(), room);
            counters.shared().incrementShared(Counter.CONFERENCES_CLOSED);
            log.info("conference ended room={}", room.name());
            room.close();
        }
    }
}
