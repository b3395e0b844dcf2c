package io.ringway.media.tone;

import java.util.ArrayList;
import java.util.List;

/**
 * What a tone sounds like: stretches of sines and pauses in order, once or over and over.
 *
 * @param segments at least one; one that is endless is the last
 * @param repeats whether it begins again after the last
 */
public record Tone(List<ToneSegment> segments, boolean repeats) {

    public Tone {
        segments = List.copyOf(segments);
        if (segments.isEmpty()) {
            throw new IllegalArgumentException("a tone has at least one segment");
        }
        for (int i = 0; i < segments.size() - 1; i++) {
            if (segments.get(i).durationMs() == ToneSegment.ENDLESS) {
                throw new IllegalArgumentException("nothing follows an endless segment: " + i);
            }
        }
    }

    /** Sines that go on for ever. */
    public static Tone continuous(double levelDbm0, double... hz) {
        return new Tone(List.of(ToneSegment.on(ToneSegment.ENDLESS, levelDbm0, hz)), false);
    }

    /**
     * Sines that go on and off for ever.
     *
     * @param onOffMs how long they are on, off, on … in turn; an even number of durations
     */
    public static Tone cadence(List<Integer> onOffMs, double levelDbm0, double... hz) {
        if (onOffMs.size() % 2 != 0) {
            throw new IllegalArgumentException(
                    "a cadence states pairs of on and off, got " + onOffMs);
        }
        List<ToneSegment> segments = new ArrayList<>();
        for (int i = 0; i < onOffMs.size(); i += 2) {
            segments.add(ToneSegment.on(onOffMs.get(i), levelDbm0, hz));
            segments.add(ToneSegment.off(onOffMs.get(i + 1)));
        }
        return new Tone(segments, true);
    }

    /** Length of one pass, or −1 when it never ends. */
    public long durationMs() {
        boolean endless = segments.getLast().durationMs() == ToneSegment.ENDLESS;
        return endless ? -1 : segments.stream().mapToLong(ToneSegment::durationMs).sum();
    }
}
