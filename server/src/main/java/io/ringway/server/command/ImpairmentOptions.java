package io.ringway.server.command;

import io.ringway.server.impairment.Impairment;
import io.ringway.server.impairment.LossModel;
import picocli.CommandLine.Option;

/** The bad network a call plays. */
final class ImpairmentOptions {

    @Option(
            names = "--loss",
            paramLabel = "PERCENT",
            defaultValue = "0",
            description = "Drops this share of the packets, 0 to 100 (default ${DEFAULT-VALUE}).")
    private double lossPercent;

    @Option(
            names = "--burst",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Drops packets in bursts of this mean length, 1 to 100 (Gilbert-Elliott); 0 drops"
                            + " each by itself (default).")
    private double meanBurstPackets;

    @Option(
            names = "--jitter",
            paramLabel = "MS",
            defaultValue = "0",
            description =
                    "Delays packets, in order, by this long in the mean, at random, 0 to 1000 ms"
                            + " (default ${DEFAULT-VALUE}).")
    private int jitterMs;

    @Option(
            names = "--reorder",
            paramLabel = "PERCENT",
            defaultValue = "0",
            description =
                    "Lets one to three later packets overtake this share of them, 0 to 50 (default"
                            + " ${DEFAULT-VALUE}).")
    private double reorderPercent;

    @Option(
            names = "--drift",
            paramLabel = "PPM",
            defaultValue = "0",
            description =
                    "Plays by a clock this much too fast, -1000 to 1000 (default"
                            + " ${DEFAULT-VALUE}).")
    private int driftPpm;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Chooses what befalls which packet: the same seed, the same packets (default"
                            + " ${DEFAULT-VALUE}).")
    private long seed;

    /**
     * What was asked for.
     *
     * @throws IllegalArgumentException when a value is out of range
     */
    Impairment impairment() {
        LossModel loss =
                meanBurstPackets == 0
                        ? new LossModel.Independent(lossPercent)
                        : new LossModel.GilbertElliott(lossPercent, meanBurstPackets);
        return new Impairment(loss, jitterMs, reorderPercent, driftPpm, seed);
    }
}
