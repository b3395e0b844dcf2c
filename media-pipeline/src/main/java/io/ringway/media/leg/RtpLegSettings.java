package io.ringway.media.leg;

import io.ringway.media.net.RtpPortSettings;

/**
 * What only legs over plain RTP need to know.
 *
 * @param ports where they are bound
 * @param timeoutMs a leg to which nothing comes for so long ends, 1,000 to 86,400,000; 0 never.
 *     Phones that send nothing while nobody speaks count as silent, so be generous
 * @param holdTimeoutMs the same while no section receives (hold)
 * @param takeoverMs how long an established source of plain RTP is silent before another may take
 *     its place, 500 to 60,000
 * @param probationPackets packets in a row by which a source other than the described one is
 *     believed, 2 to 50; those before are dropped
 * @param silence what is sent while there is nothing else to send: some phones and carriers drop
 *     calls that send nothing back, and NATs forget them
 */
public record RtpLegSettings(
        RtpPortSettings ports,
        int timeoutMs,
        int holdTimeoutMs,
        int takeoverMs,
        int probationPackets,
        SilencePolicy silence) {

    public static final RtpLegSettings DEFAULTS =
            new RtpLegSettings(
                    RtpPortSettings.DEFAULTS,
                    60_000,
                    3_600_000,
                    2_000,
                    4,
                    SilencePolicy.CONTINUOUS);

    private static final int DAY_MS = 86_400_000;

    public RtpLegSettings {
        if (timeoutMs != 0) {
            inRange("rtp-timeout-ms", timeoutMs, 1_000, DAY_MS);
        }
        if (holdTimeoutMs != 0) {
            inRange("rtp-hold-timeout-ms", holdTimeoutMs, 1_000, DAY_MS);
        }
        inRange("rtp-takeover-ms", takeoverMs, 500, 60_000);
        inRange("rtp-probation-packets", probationPackets, 2, 50);
    }

    /** The same on other ports. */
    public RtpLegSettings withPorts(RtpPortSettings other) {
        return new RtpLegSettings(
                other, timeoutMs, holdTimeoutMs, takeoverMs, probationPackets, silence);
    }

    private static void inRange(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    name + " must be " + min + " to " + max + ", got " + value);
        }
    }
}
