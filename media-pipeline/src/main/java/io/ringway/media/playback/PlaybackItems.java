package io.ringway.media.playback;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be converted, as it was sent, and how much of the first of it has been taken.
 * Conversion gives room back; so what is held here is what {@link PlaybackRoom} bounds.
 *
 * <p>Thread: the owner's.
 */
final class PlaybackItems {

    private final PlaybackRoom room;
    private final ArrayDeque<PlaybackItem> items = new ArrayDeque<>();
    private long ticks;
    private int takenOfFirst;

    PlaybackItems(PlaybackRoom room) {
        this.room = room;
    }

    /** Queues an item room was taken for. */
    void add(PlaybackItem item) {
        items.addLast(item);
        ticks += item.ticks();
    }

    @Nullable PlaybackItem first() {
        return items.peekFirst();
    }

    /** Length of all that waits. */
    long ticks() {
        return ticks;
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    /** The next samples of the first item as mono; returns how many. */
    int take(PlaybackItem.Pcm pcm, short[] mono, int maxSamples) {
        int from = takenOfFirst;
        int count = Math.min(maxSamples, pcm.samplesPerChannel() - from);
        for (int i = 0; i < count; i++) {
            mono[i] = pcm.channels() == 1 ? sample(pcm, from + i) : mixed(pcm, from + i);
        }
        takenOfFirst += count;
        taken((long) count * (PlaybackItem.TICKS_HZ / pcm.rateHz()));
        if (takenOfFirst == pcm.samplesPerChannel()) {
            removeFirst();
        }
        return count;
    }

    void take(PlaybackItem.Opus opus) {
        taken(opus.ticks());
        removeFirst();
    }

    /** The first item, a mark, has been passed. */
    void passMark() {
        removeFirst();
    }

    /**
     * Throws all away.
     *
     * @param unplayedTicks how much has been converted and not been played
     */
    void clear(long unplayedTicks, PlaybackListener listener) {
        long before = unplayedTicks - firstTakenTicks();
        while (!items.isEmpty()) {
            PlaybackItem item = items.removeFirst();
            before += item.ticks();
            if (item instanceof PlaybackItem.Mark mark) {
                room.markPassed();
                listener.onMark(mark.name(), before);
            }
        }
        room.release(ticks);
        ticks = 0;
        takenOfFirst = 0;
    }

    private long firstTakenTicks() {
        return items.peekFirst() instanceof PlaybackItem.Pcm pcm
                ? (long) takenOfFirst * (PlaybackItem.TICKS_HZ / pcm.rateHz())
                : 0;
    }

    private void taken(long count) {
        ticks -= count;
        room.release(count);
    }

    private void removeFirst() {
        items.removeFirst();
        takenOfFirst = 0;
    }

    private static short mixed(PlaybackItem.Pcm pcm, int index) {
        return (short) ((sample(pcm, 2 * index) + sample(pcm, 2 * index + 1)) / 2);
    }

    private static short sample(PlaybackItem.Pcm pcm, int index) {
        byte[] bytes = pcm.samples();
        return (short) ((bytes[2 * index] & 0xFF) | bytes[2 * index + 1] << 8);
    }
}
