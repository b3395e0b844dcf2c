package io.ringway.signaling.call;

import io.ringway.media.tone.Tone;
import io.ringway.media.tone.TonePlan;
import io.ringway.media.tone.ToneSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is heard where no file was given. */
final class CallTones {

    /** Quiet enough to wait with. */
    private static final double MUSIC_DBM0 = -27;

    private static final double NOTICE_DBM0 = -16;

    /** Equal temperament, a' = 440 Hz: a pentatonic scale, which has no wrong order. */
    private static final double[] SCALE_HZ = {261.63, 293.66, 329.63, 392.00, 440.00, 523.25};

    /** Degrees of the scale over two bars, walking up and down in no hurry. */
    private static final int[] WALK = {0, 2, 3, 4, 3, 2, 1, 2, 0, 3, 4, 5, 4, 3, 2, 1};

    private static final int NOTE_MS = 600;

    private CallTones() {}

    static Map<String, Tone> of(TonePlan plan) {
        return Map.of(
                "dial", plan.dial(),
                "ringback", plan.ringback(),
                "busy", plan.busy(),
                "congestion", plan.congestion(),
                "moh", music(),
                "silence", new Tone(List.of(ToneSegment.off(ToneSegment.ENDLESS)), false),
                "all-agents-busy", notice(),
                "beep", new Tone(List.of(ToneSegment.on(200, NOTICE_DBM0, 1_000)), false));
    }

    /** Single notes over a bass that changes every four of them, and a rest. */
    private static Tone music() {
        List<ToneSegment> notes = new ArrayList<>();
        for (int i = 0; i < WALK.length; i++) {
            double bassHz = SCALE_HZ[WALK[i - i % 4]] / 2;
            notes.add(ToneSegment.on(NOTE_MS, MUSIC_DBM0, SCALE_HZ[WALK[i]], bassHz));
        }
        notes.add(ToneSegment.off(4 * NOTE_MS));
        return new Tone(notes, true);
    }

    /** Three falling pairs: nobody is free. A file of that name says it in words. */
    private static Tone notice() {
        List<ToneSegment> segments = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            segments.add(ToneSegment.on(250, NOTICE_DBM0, 523.25));
            segments.add(ToneSegment.on(350, NOTICE_DBM0, 392.00));
            segments.add(ToneSegment.off(700));
        }
        return new Tone(segments, false);
    }
}
