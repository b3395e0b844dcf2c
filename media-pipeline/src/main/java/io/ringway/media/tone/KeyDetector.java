package io.ringway.media.tone;

/**
 * Hears telephone keys in sound (ITU-T Q.23, Q.24): a tone of the low and one of the high group and
 * next to nothing else, of steady level, right frequency and little difference in level, for 40 ms
 * or longer. A press ends with 40 ms without it; interruptions of 10 ms do not split it.
 *
 * <p>Takes 8 kHz mono. Thread: the owner's. Sans-IO, allocates nothing.
 */
public final class KeyDetector {

    public static final int RATE_HZ = WindowedTones.RATE_HZ;

    private static final String KEYS = "123A456B789C*0#D";
    private static final char NONE = 0;
    private static final int HOP = KeyGroup.HOP;
    private static final int MS_PER_HOP = HOP * 1_000 / RATE_HZ;

    /** Hops with the frame before each: 32 ms, which fit into 40 wherever the frames lie. */
    private static final int ENOUGH_HOPS = 2;

    /** A pause of 40 ms spoils five frames or more, an interruption of 10 ms three or fewer. */
    private static final int PAUSE_HOPS = 4;

    /** Of a frame half in the tone; hops and this are how long it was. */
    private static final int EDGES_MS = 14;

    /** −30 dBm0 of each tone, squared; ITU-T Q.24 asks for −25 and quieter ones by the country. */
    private static final double LEAST_POWER = Math.pow(22_750 * Math.pow(10, -30 / 20.0), 2);

    /** Q.24 allows the high tone to be 4 dB above and 8 dB below; a dB is for measuring. */
    private static final double MOST_ABOVE = Math.pow(10, 5 / 10.0);

    private static final double MOST_BELOW = Math.pow(10, 9 / 10.0);

    /** What is neither tone is 14 dB below them: voices have more between. */
    private static final double LEAST_SHARE = 0.96;

    private static final double MOST_HARMONIC = Math.pow(10, -20 / 10.0);
    private static final int APART_HZ = 130;

    private final KeyGroup low = new KeyGroup(new int[] {697, 770, 852, 941});
    private final KeyGroup high = new KeyGroup(new int[] {1_209, 1_336, 1_477, 1_633});
    private final float[] frame = new float[WindowedTones.SAMPLES];
    private final float[] windowSquared = new float[WindowedTones.SAMPLES];
    private final Listener listener;
    private int filled = HOP;
    private char candidate = NONE;
    private int hops;
    private char pressed = NONE;
    private int heldHops;
    private int pauseHops;

    /** Hears of presses. */
    public interface Listener {

        /** A key has been sounding for 40 ms. */
        void onKeyDown(char key);

        /**
         * It is over.
         *
         * @param durationMs how long it sounded, within 8 ms
         */
        void onKeyUp(char key, int durationMs);
    }

    public KeyDetector(Listener listener) {
        this.listener = listener;
        double sum = 0;
        for (int i = 0; i < windowSquared.length; i++) {
            double window = WindowedTones.window(i);
            windowSquared[i] = (float) (window * window);
            sum += window * window;
        }
        for (int i = 0; i < windowSquared.length; i++) {
            // The mean of a squared sine is half the square of its amplitude.
            windowSquared[i] *= (float) (2 / sum);
        }
    }

    /** Takes the next samples. */
    public void onPcm(short[] pcm, int offset, int samples) {
        for (int i = 0; i < samples; i++) {
            frame[filled++] = pcm[offset + i];
            if (filled == frame.length) {
                onHop(keyOfFrame());
                System.arraycopy(frame, HOP, frame, 0, HOP);
                filled = HOP;
            }
        }
    }

    /** The sound ends: so does a key. */
    public void finish() {
        if (pressed != NONE) {
            keyUp();
        }
        candidate = NONE;
        hops = 0;
    }

    private char keyOfFrame() {
        low.onFrame(frame);
        high.onFrame(frame);
        double lowPower = low.power();
        double highPower = high.power();
        boolean loud = lowPower >= LEAST_POWER && highPower >= LEAST_POWER;
        boolean balanced = highPower <= lowPower * MOST_ABOVE && lowPower <= highPower * MOST_BELOW;
        // A key that is held is given some leave, so that nothing short splits it.
        boolean steady = pressed != NONE || (low.isSteady() && high.isSteady());
        if (!loud || !balanced || !steady) {
            return NONE;
        }
        boolean pure = lowPower + highPower >= LEAST_SHARE * framePower();
        return pure && !hasHarmonics(lowPower, highPower)
                ? KEYS.charAt(4 * low.strongest() + high.strongest())
                : NONE;
    }

    /** The second harmonic of most low tones lies too near to a high one to be told from it. */
    private boolean hasHarmonics(double lowPower, double highPower) {
        boolean apart = Math.abs(2 * low.frequencyHz() - high.frequencyHz()) > APART_HZ;
        return high.secondHarmonic(frame) > highPower * MOST_HARMONIC
                || (apart && low.secondHarmonic(frame) > lowPower * MOST_HARMONIC);
    }

    private double framePower() {
        double power = 0;
        for (int i = 0; i < frame.length; i++) {
            power += frame[i] * frame[i] * windowSquared[i];
        }
        return power;
    }

    private void onHop(char key) {
        hops = key != NONE && key == candidate ? hops + 1 : 1;
        candidate = key;
        if (pressed != NONE) {
            hold(key);
        }
        if (pressed == NONE && candidate != NONE && hops >= ENOUGH_HOPS) {
            pressed = key;
            heldHops = hops;
            pauseHops = 0;
            listener.onKeyDown(key);
        }
    }

    private void hold(char key) {
        heldHops++;
        pauseHops = key == pressed ? 0 : pauseHops + 1;
        boolean another = key != NONE && key != pressed && hops >= ENOUGH_HOPS;
        if (another || pauseHops >= PAUSE_HOPS) {
            keyUp();
        }
    }

    private void keyUp() {
        char key = pressed;
        pressed = NONE;
        listener.onKeyUp(key, (heldHops - pauseHops) * MS_PER_HOP + EDGES_MS);
    }
}
