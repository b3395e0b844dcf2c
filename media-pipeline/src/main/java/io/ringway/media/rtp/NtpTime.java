package io.ringway.media.rtp;

/**
 * NTP timestamps as RTCP carries them: 32 bits of seconds since 1900, 32 of fraction (RFC 3550 §4).
 *
 * <p>Thread: any. Allocates nothing.
 */
public final class NtpTime {

    private static final long NANOS = 1_000_000_000L;
    private static final long UNIX_EPOCH_S = 2_208_988_800L;
    private static final long ERA_S = 1L << 32;

    private NtpTime() {}

    /** The timestamp of a wall-clock time in nanoseconds since 1970. */
    public static long ofUnixNs(long unixNs) {
        long seconds = Math.floorDiv(unixNs, NANOS) + UNIX_EPOCH_S;
        long fraction = (Math.floorMod(unixNs, NANOS) << 32) / NANOS;
        return (seconds << 32) | fraction;
    }

    /**
     * Nanoseconds since 1970, exact for timestamps made by {@link #ofUnixNs}. Seconds without their
     * top bit belong to the era that begins in 2036 (RFC 4330 §3), so 1968 to 2104 can be told.
     */
    public static long toUnixNs(long ntpTimestamp) {
        long seconds = ntpTimestamp >>> 32;
        if (seconds < ERA_S / 2) {
            seconds += ERA_S;
        }
        long nanos = ((ntpTimestamp & 0xFFFF_FFFFL) * NANOS + (1L << 31)) >>> 32;
        return (seconds - UNIX_EPOCH_S) * NANOS + nanos;
    }

    /** The middle 32 bits: 16 of seconds, 16 of fraction. */
    public static int compact(long ntpTimestamp) {
        return (int) (ntpTimestamp >>> 16);
    }

    /** A duration in units of 1/65536 s, cut off at 0 and at 18.2 hours. */
    public static int compactDuration(long durationNs) {
        if (durationNs <= 0) {
            return 0;
        }
        long seconds = durationNs / NANOS;
        if (seconds >= 1 << 16) {
            return -1;
        }
        return (int) ((seconds << 16) | ((durationNs % NANOS) << 16) / NANOS);
    }

    /** Nanoseconds of an unsigned duration in units of 1/65536 s. */
    public static long compactToNs(int compactDuration) {
        return (Integer.toUnsignedLong(compactDuration) * NANOS) >>> 16;
    }
}
