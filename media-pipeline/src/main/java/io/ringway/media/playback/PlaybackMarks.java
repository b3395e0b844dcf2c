package io.ringway.media.playback;

import java.util.ArrayDeque;

/**
 * Marks whose place has been converted: told once the frame has left that carries what stood before
 * them, the encoder's own delay included.
 *
 * <p>Two counts tell time here: <i>taken</i>, samples of what was queued, and <i>clock</i>, samples
 * in frames, silence included. Thread: the owner's.
 */
final class PlaybackMarks {

    private static final long UNKNOWN = Long.MAX_VALUE;

    private final PlaybackRoom room;
    private final PlaybackListener listener;
    private final ArrayDeque<Place> places = new ArrayDeque<>();

    private static final class Place {
        final String name;
        final long target;
        long dueClock = UNKNOWN;

        Place(String name, long target) {
            this.name = name;
            this.target = target;
        }
    }

    PlaybackMarks(PlaybackRoom room, PlaybackListener listener) {
        this.room = room;
        this.listener = listener;
    }

    /**
     * @param target how many samples have been taken when the mark is met
     */
    void add(String name, long target) {
        places.addLast(new Place(name, target));
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    /**
     * A frame was made.
     *
     * @param takenBefore samples taken before it
     * @param taken samples taken with it
     * @param clockBefore samples in frames before it
     * @param delay samples the far end hears later than they were put in
     */
    void onFrame(long takenBefore, long taken, long clockBefore, int delay) {
        // Nearly every frame is without a mark, and even an iterator would be garbage.
        Place first = places.peekFirst();
        if (first == null || first.target > taken) {
            return;
        }
        for (Place place : places) {
            if (place.target > taken) {
                return;
            }
            if (place.dueClock == UNKNOWN) {
                place.dueClock = clockBefore + Math.max(0, place.target - takenBefore) + delay;
            }
        }
    }

    /** All frames up to that clock have left. */
    void onSent(long clock) {
        for (Place first = places.peekFirst();
                first != null && first.dueClock <= clock;
                first = places.peekFirst()) {
            places.removeFirst();
            tell(first, 0);
        }
    }

    /** What has not been taken never will be. */
    void clear(long taken, int ticksPerSample) {
        while (!places.isEmpty()) {
            Place place = places.removeFirst();
            tell(place, Math.max(0, place.target - taken) * ticksPerSample);
        }
    }

    private void tell(Place place, long unplayedTicks) {
        room.markPassed();
        listener.onMark(place.name, unplayedTicks);
    }
}
