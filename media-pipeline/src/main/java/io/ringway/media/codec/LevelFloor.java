package io.ringway.media.codec;

import java.util.Arrays;

/**
 * Learns how loud a sender's background is from the levels it tells (RFC 6464), and which packets
 * are no louder: within 4 s every speaker pauses, so the quietest packet of that time is
 * background.
 */
final class LevelFloor {

    private static final int PARTS = 8;
    private static final int PART_48K = 24_000;

    /** Background noise varies by so much from packet to packet. */
    private static final int MARGIN_DB = 6;

    /** Louder than this may be music or a crowd, but nobody would call it silence. */
    private static final int LOUDEST_DBOV = -45;

    /** A sound below this is no speech whatever else is heard. */
    private static final int INAUDIBLE_DBOV = -75;

    private final int[] quietest = new int[PARTS];
    private int part;
    private int samples48k;
    private int parts;

    LevelFloor() {
        reset();
    }

    /** Learns from the next packet, of a level from −127 to 0 dBov. */
    void update(int levelDbov, int packet48k) {
        quietest[part] = Math.min(quietest[part], levelDbov);
        samples48k += packet48k;
        if (samples48k >= PART_48K) {
            samples48k = 0;
            part = (part + 1) % PARTS;
            parts = Math.min(PARTS, parts + 1);
            quietest[part] = Integer.MAX_VALUE;
        }
    }

    /** Whether a level is background; only the inaudible is before a second was heard. */
    boolean isBackground(int levelDbov) {
        if (levelDbov <= INAUDIBLE_DBOV) {
            return true;
        }
        int floor = Integer.MAX_VALUE;
        for (int level : quietest) {
            floor = Math.min(floor, level);
        }
        return parts >= 2 && levelDbov <= Math.min(LOUDEST_DBOV, floor + MARGIN_DB);
    }

    void reset() {
        Arrays.fill(quietest, Integer.MAX_VALUE);
        part = 0;
        parts = 0;
        samples48k = 0;
    }
}
