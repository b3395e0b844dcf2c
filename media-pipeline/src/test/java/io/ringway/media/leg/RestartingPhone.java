package io.ringway.media.leg;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A phone that begins its numbers and times anew under one SSRC, over a network that loses,
 * reorders, repeats and brings strays: what of it arrives, and when.
 */
final class RestartingPhone {

    static final int TICKS = 160;
    static final long MS = 1_000_000;

    /** Of packets that no phone sent. */
    static final int STRAY = -1;

    private static final int USUAL_JITTER_MS = 12;
    private static final int WORST_JITTER_MS = 60;

    private final SplittableRandom random;
    private int sequence;
    private int timestamp;

    /**
     * A packet as it arrives.
     *
     * @param frame which 20 ms of what is said it is, or {@link #STRAY}
     */
    record Arrival(long atNs, int sequence, int timestamp, int frame) {}

    RestartingPhone(long seed) {
        random = new SplittableRandom(seed);
        sequence = random.nextInt(0x10000);
        timestamp = random.nextInt();
    }

    /** Everything that arrives of so many frames, in the order of arrival. */
    List<Arrival> speak(int frames) {
        List<Arrival> arrivals = new ArrayList<>();
        for (int frame = 0; frame < frames; frame++) {
            if (random.nextInt(150) == 0) {
                restart();
            }
            send(arrivals, frame);
            sequence = sequence + 1 & 0xFFFF;
            timestamp += TICKS;
            if (random.nextInt(200) == 0) {
                // A pause that voice activity detection makes.
                int silent = random.nextInt(5, 100);
                timestamp += silent * TICKS;
                frame += silent;
            }
        }
        arrivals.sort(Comparator.comparingLong(Arrival::atNs));
        return arrivals;
    }

    private void restart() {
        switch (random.nextInt(4)) {
            case 0 -> {
                sequence = random.nextInt(0x10000);
                timestamp = random.nextInt();
            }
            case 1 -> timestamp = random.nextInt();
            case 2 -> sequence = sequence + 20_000 & 0xFFFF;
            default -> {
                sequence = sequence - random.nextInt(200) & 0xFFFF;
                timestamp = random.nextInt();
            }
        }
    }

    private void send(List<Arrival> arrivals, int frame) {
        long sentNs = 20L * frame * MS;
        if (random.nextInt(100) >= 3) {
            arrivals.add(new Arrival(sentNs + delayNs(), sequence, timestamp, frame));
        }
        if (random.nextInt(100) == 0) {
            arrivals.add(new Arrival(sentNs + delayNs(), sequence, timestamp, frame));
        }
        if (random.nextInt(200) == 0) {
            int number = random.nextInt(0x10000);
            arrivals.add(new Arrival(sentNs, number, random.nextInt(), STRAY));
        }
    }

    private long delayNs() {
        boolean late = random.nextInt(20) == 0;
        return random.nextLong((late ? WORST_JITTER_MS : USUAL_JITTER_MS) * MS);
    }
}
