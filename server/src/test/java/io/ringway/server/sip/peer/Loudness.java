package io.ringway.server.sip.peer;

import io.ringway.server.system.TestSpeech;

/** How loud sound of a telephone's rate is. */
final class Loudness {

    /** Root mean square of what is more than the noise of codecs. */
    static final double AUDIBLE = 100;

    private static final int WINDOW = TestSpeech.RATE_HZ / 10;

    private Loudness() {}

    /** Root mean square of the loudest tenth of a second. */
    static double most(short[] pcm) {
        double most = 0;
        for (int from = 0; from + WINDOW <= pcm.length; from += WINDOW) {
            most = Math.max(most, Math.sqrt(energy(pcm, from) / WINDOW));
        }
        return most;
    }

    /** Root mean square of each tenth of a second, to be read in the message of a failure. */
    static String course(short[] pcm) {
        StringBuilder course = new StringBuilder();
        for (int from = 0; from + WINDOW <= pcm.length; from += WINDOW) {
            course.append(' ').append(Math.round(Math.sqrt(energy(pcm, from) / WINDOW)));
        }
        return course.substring(Math.min(1, course.length()));
    }

    /** The largest share of one frequency in the energy of an audible tenth of a second. */
    static double share(short[] pcm, double frequencyHz) {
        double most = 0;
        for (int from = 0; from + WINDOW <= pcm.length; from += WINDOW) {
            double energy = energy(pcm, from);
            if (Math.sqrt(energy / WINDOW) > AUDIBLE) {
                most = Math.max(most, of(pcm, from, frequencyHz) / energy);
            }
        }
        return most;
    }

    private static double of(short[] pcm, int from, double frequencyHz) {
        double step = 2 * Math.PI * frequencyHz / TestSpeech.RATE_HZ;
        double re = 0;
        double im = 0;
        for (int n = 0; n < WINDOW; n++) {
            re += pcm[from + n] * Math.cos(step * n);
            im += pcm[from + n] * Math.sin(step * n);
        }
        return 2 * (re * re + im * im) / WINDOW;
    }

    private static double energy(short[] pcm, int from) {
        double energy = 0;
        for (int n = from; n < from + WINDOW; n++) {
            energy += (double) pcm[n] * pcm[n];
        }
        return energy;
    }
}
