package io.ringway.server.impairment;

import java.util.Random;

/** Draws which packets are lost. */
final class PacketLoss {

    private final Random random;
    private final double begins;
    private final double goesOn;
    private boolean lost;

    PacketLoss(LossModel model, Random random) {
        this.random = random;
        switch (model) {
            case LossModel.Independent(double percent) -> {
                begins = percent / 100;
                goesOn = begins;
            }
            case LossModel.GilbertElliott chain -> {
                begins = chain.begins();
                goesOn = 1 - chain.ends();
            }
        }
    }

    /** Whether the next packet is lost. */
    boolean next() {
        lost = random.nextDouble() < (lost ? goesOn : begins);
        return lost;
    }
}
