package io.ringway.server.sip.phone;

import io.ringway.media.tone.KeyDetector;

/** Telephone keys in the sound of a phone (ITU-T Q.23), 100 ms each with 100 ms behind it. */
public final class KeyTones {

    private static final int RATE_HZ = 8_000;
    private static final int KEY_SAMPLES = RATE_HZ / 10;
    private static final String KEYS = "123A456B789C*0#D";
    private static final int[] LOW_HZ = {697, 770, 852, 941};
    private static final int[] HIGH_HZ = {1_209, 1_336, 1_477, 1_633};
    private static final double PEAK = 5_000;

    private KeyTones() {}

    /** What keys sound like. */
    public static short[] of(String keys) {
        short[] sound = new short[2 * KEY_SAMPLES * keys.length()];
        for (int k = 0; k < keys.length(); k++) {
            int index = KEYS.indexOf(keys.charAt(k));
            for (int n = 0; n < KEY_SAMPLES; n++) {
                double low = Math.sin(2 * Math.PI * LOW_HZ[index / 4] * n / RATE_HZ);
                double high = Math.sin(2 * Math.PI * HIGH_HZ[index % 4] * n / RATE_HZ);
                sound[2 * KEY_SAMPLES * k + n] = (short) (PEAK * (low + high));
            }
        }
        return sound;
    }

    /** Keys that can be heard in sound of 8 kHz, however short. */
    public static String in(short[] sound) {
        StringBuilder keys = new StringBuilder();
        KeyDetector detector =
                new KeyDetector(
                        new KeyDetector.Listener() {
                            @Override
                            public void onKeyDown(char key) {
                                keys.append(key);
                            }

                            @Override
                            public void onKeyUp(char key, int durationMs) {
                                // It was counted when it began.
                            }
                        });
        detector.onPcm(sound, 0, sound.length);
        return keys.toString();
    }
}
