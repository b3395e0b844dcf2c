package io.ringway.media.codec.silk;

/** The energy of some samples in 32 bits, less as many lower bits as that takes. */
final class Energy {

    private Energy() {}

    /** By how much an energy has to be shifted for 2 bits of headroom. */
    static int shift(short[] signal, int from, int samples) {
        int most = 31 - Integer.numberOfLeadingZeros(samples);
        int rough = samples + of(signal, from, samples, most);
        return Math.max(0, most + 3 - Integer.numberOfLeadingZeros(rough));
    }

    /** Sum of the shifted energies of pairs. */
    static int of(short[] signal, int from, int samples, int shift) {
        int sum = 0;
        for (int i = from; i < from + samples; i += 2) {
            sum += (signal[i] * signal[i] + signal[i + 1] * signal[i + 1]) >>> shift;
        }
        return sum;
    }
}
