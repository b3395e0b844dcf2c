package io.ringway.server.impairment;

/** Which packets a network loses. */
public sealed interface LossModel {

    /** Nothing is lost. */
    LossModel NONE = new Independent(0);

    /** Share of packets lost in the long run, 0 to 100. */
    double percent();

    /** Every packet is lost or not whatever became of the one before. */
    record Independent(double percent) implements LossModel {

        public Independent {
            Impairment.require("loss", percent, 0, 100, "percent");
        }
    }

    /**
     * Losses come in bursts: a chain of two states (Gilbert 1960, Elliott 1963), one that loses
     * nothing and one that loses everything. Lengths of bursts are geometric.
     *
     * @param percent at most what still leaves one packet between two bursts
     * @param meanBurstPackets 1 to 100
     */
    record GilbertElliott(double percent, double meanBurstPackets) implements LossModel {

        public GilbertElliott {
            Impairment.require("burst", meanBurstPackets, 1, 100, "packets");
            double most = 100 * meanBurstPackets / (meanBurstPackets + 1);
            Impairment.require("loss in bursts", percent, 0, most, "percent");
        }

        /** Chance that a packet behind one that arrived is lost. */
        double begins() {
            return percent / (100 - percent) / meanBurstPackets;
        }

        /** Chance that a packet behind a lost one arrives. */
        double ends() {
            return 1 / meanBurstPackets;
        }
    }
}
