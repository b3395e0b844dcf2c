package io.ringway.media.mixing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DominantSpeakerTest {

    private static final int RATE_HZ = 16_000;

    private final List<String> events = new ArrayList<>();
    private final Mixer mixer =
            new Mixer(
                    new MixerSettings(RATE_HZ, 20, 10, 3, 60, 400, 6),
                    (id, level, nowNs) ->
                            events.add(id + " at " + level + " after " + nowNs / 1_000_000));
    private long nowNs;

    @Test
    void shouldTellTheLoudestAndKeepHimThroughInterjections() {
        Talker first = Talker.sine(RATE_HZ, 300, 10_000);
        Talker second = Talker.sine(RATE_HZ, 500, 0);
        MixParticipant a = mixer.add(7, first);
        mixer.add(8, second);
        mixFor(1_000);
        // A sine of 10,000 lies 13.3 dB below the overload point.
        assertEquals(List.of("7 at 13 after 20"), events);
        second.amplitude(30_000);
        mixFor(200);
        second.amplitude(0);
        mixFor(3_000);
        assertEquals(1, events.size());
        second.amplitude(30_000);
        mixFor(1_000);
        assertEquals(2, events.size());
        assertEquals("8 at 4", events.getLast().split(" after ")[0]);
        first.amplitude(0);
        second.amplitude(0);
        mixFor(2_000);
        assertEquals(2, events.size());
        first.amplitude(500);
        mixFor(200);
        assertEquals("7 at 39", events.getLast().split(" after ")[0]);
        mixer.remove(a);
        second.amplitude(500);
        mixFor(100);
        assertEquals(4, events.size());
        assertEquals("8 at 39", events.getLast().split(" after ")[0]);
    }

    @Test
    void shouldNotSwitchBetweenTwoWhoAreAlike() {
        mixer.add(1, Talker.noise(RATE_HZ, 1, 8_000));
        mixer.add(2, Talker.noise(RATE_HZ, 2, 8_000));
        mixFor(60_000);
        assertEquals(1, events.size());
    }

    private void mixFor(int durationMs) {
        for (int i = 0; i < durationMs / 20; i++) {
            mixer.mix(nowNs += 20_000_000);
        }
    }
}
