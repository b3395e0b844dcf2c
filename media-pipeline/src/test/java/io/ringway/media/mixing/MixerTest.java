package io.ringway.media.mixing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.CapacityExceededException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MixerTest {

    private static final int RATE_HZ = 48_000;
    private static final int FRAME = 960;
    private static final long FRAME_NS = 20_000_000;

    /** All who make a sound are heard. */
    private static final MixerSettings ALL = new MixerSettings(RATE_HZ, 20, 200, 0, 127, 100, 6);

    private final List<Talker> talkers = new ArrayList<>();
    private final List<MixParticipant> participants = new ArrayList<>();
    private long nowNs;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10, 200})
    void shouldGiveEverySpeakerTheExactSumOfAllOthers(int speakers) {
        Mixer mixer = mixer(ALL);
        for (int i = 0; i < speakers; i++) {
            join(mixer, Talker.noise(RATE_HZ, i, SoftLimiter.THRESHOLD / (double) speakers));
        }
        mix(mixer, 1);
        for (int round = 0; round < 20; round++) {
            mix(mixer, 1);
            int[] all = new int[FRAME];
            talkers.forEach(each -> add(all, each.last()));
            assertMix(all, mixer.shared());
            for (int i = 0; i < speakers; i++) {
                int[] others = all.clone();
                subtract(others, talkers.get(i).last());
                assertMix(others, participants.get(i).frame());
            }
        }
    }

    @Test
    void shouldHandOneFrameToAllWhoListen() {
        Mixer mixer = mixer(MixerSettings.DEFAULTS);
        for (int i = 0; i < 3; i++) {
            join(mixer, Talker.noise(RATE_HZ, i, 5_000));
        }
        for (int i = 3; i < 200; i++) {
            join(mixer, Talker.noise(RATE_HZ, i, i % 2 == 0 ? 0 : 10));
        }
        mix(mixer, 2);
        int[] all = new int[FRAME];
        talkers.subList(0, 3).forEach(each -> add(all, each.last()));
        for (int i = 3; i < 200; i++) {
            assertSame(mixer.shared(), participants.get(i).frame());
            assertSame(mixer.shared().pcm(), participants.get(i).frame().pcm());
        }
        assertMix(all, mixer.shared());
        assertTrue(mixer.shared().isShared());
        assertEquals(1, mixer.shared().number());
        for (int i = 0; i < 3; i++) {
            assertNotSame(mixer.shared(), participants.get(i).frame());
            assertFalse(participants.get(i).frame().isShared());
            assertEquals(1, participants.get(i).frame().number());
        }
    }

    @Test
    void shouldSayThatThereIsNothingToHear() {
        Mixer mixer = mixer(ALL);
        join(mixer, Talker.noise(RATE_HZ, 1, 5_000));
        join(mixer, Talker.noise(RATE_HZ, 2, 0));
        mix(mixer, 2);
        assertTrue(participants.get(0).frame().isSilent());
        assertFalse(participants.get(1).frame().isSilent());
        talkers.getFirst().talking(false);
        mix(mixer, 2);
        assertTrue(participants.get(1).frame().isSilent());
        assertArrayEquals(new short[FRAME], participants.get(1).frame().pcm());
        assertSame(mixer.shared(), participants.get(0).frame());
    }

    @Test
    void shouldHearTheLoudestAndLetThemFinish() {
        Mixer mixer = mixer(new MixerSettings(RATE_HZ, 20, 20, 3, 60, 400, 6));
        for (int i = 0; i < 10; i++) {
            join(mixer, Talker.noise(RATE_HZ, i, 500 * (i + 1)));
        }
        mix(mixer, 50);
        assertEquals(List.of(7, 8, 9), speakers());
        // 3 dB louder than the softest speaker is not enough, 10 dB are.
        talkers.get(0).amplitude(4_000 * 1.41);
        mix(mixer, 100);
        assertEquals(List.of(7, 8, 9), speakers());
        talkers.get(0).amplitude(4_000 * 3.16);
        mix(mixer, 50);
        assertEquals(List.of(0, 8, 9), speakers());
        talkers.get(9).talking(false);
        mix(mixer, 1);
        assertEquals(List.of(0, 7, 8), speakers());
    }

    @Test
    void shouldKeepPlacesThroughPausesBetweenWords() {
        Mixer mixer = mixer(new MixerSettings(RATE_HZ, 20, 20, 1, 60, 400, 6));
        join(mixer, Talker.noise(RATE_HZ, 1, 8_000));
        join(mixer, Talker.noise(RATE_HZ, 2, 6_000));
        mix(mixer, 50);
        assertEquals(List.of(0), speakers());
        talkers.getFirst().amplitude(0);
        mix(mixer, 3);
        assertEquals(List.of(0), speakers());
        mix(mixer, 50);
        assertEquals(List.of(1), speakers());
    }

    @Test
    void shouldMuteAndAmplify() {
        Mixer mixer = mixer(ALL);
        join(mixer, Talker.noise(RATE_HZ, 1, 2_000));
        join(mixer, Talker.noise(RATE_HZ, 2, 0));
        participants.getFirst().gain(20 * Math.log10(2));
        mix(mixer, 2);
        for (int i = 0; i < FRAME; i++) {
            assertEquals(2 * talkers.getFirst().last()[i], mixer.shared().pcm()[i], 1);
        }
        participants.getFirst().mute(true);
        mix(mixer, 2);
        assertTrue(mixer.shared().isSilent());
        assertTrue(participants.getFirst().isMuted());
        assertTrue(participants.getFirst().level() < 40);
        participants.getFirst().mute(false);
        mix(mixer, 1);
        assertFalse(mixer.shared().isSilent());
        assertThrows(IllegalArgumentException.class, () -> participants.getFirst().gain(21));
    }

    /**
     * Joining, muting, leaving, ending may not move the sum faster than a sine and a 5 ms ramp do.
     */
    @ParameterizedTest
    @CsvSource({"JOIN", "MUTE", "LEAVE", "END"})
    void shouldNotClick(String change) {
        Mixer mixer = mixer(ALL);
        join(mixer, Talker.noise(RATE_HZ, 2, 0));
        double amplitude = 10_000;
        double hz = 410;
        Talker sine = Talker.sine(RATE_HZ, hz, amplitude);
        double limit = amplitude * (2 * Math.PI * hz / RATE_HZ + 1.0 / 240) + 2;
        List<Short> heard = new ArrayList<>();
        for (int frame = 0; frame < 20; frame++) {
            if (frame == 3) {
                // Join in mid-wave.
                sine.read(new short[FRAME], 29, 0);
                join(mixer, sine);
            } else if (frame == 11) {
                switch (change) {
                    case "MUTE" -> participants.getLast().mute(true);
                    case "LEAVE" -> mixer.remove(participants.getLast());
                    case "END" -> sine.talking(false);
                    default -> assertEquals("JOIN", change);
                }
            }
            mix(mixer, 1);
            for (short sample : participants.getFirst().frame().pcm()) {
                heard.add(sample);
            }
        }
        for (int i = 1; i < heard.size(); i++) {
            int step = Math.abs(heard.get(i) - heard.get(i - 1));
            assertTrue(step <= limit, step + " at " + i + ", at most " + limit);
        }
        assertEquals(change.equals("JOIN"), !participants.getFirst().frame().isSilent());
        assertEquals(change.equals("LEAVE") ? 1 : 2, mixer.participants());
    }

    @Test
    void shouldLimitWhatIsTooLoudForEveryoneAndThenShareAgain() {
        Mixer mixer = mixer(ALL);
        for (int i = 0; i < 4; i++) {
            join(mixer, Talker.sine(RATE_HZ, 200 + 130 * i, 30_000));
        }
        join(mixer, Talker.noise(RATE_HZ, 9, 0));
        mix(mixer, 20);
        for (MixParticipant each : participants) {
            int peak = 0;
            for (short sample : each.frame().pcm()) {
                peak = Math.max(peak, Math.abs(sample));
            }
            assertTrue(peak > 20_000 && peak < 32_767, "peak " + peak);
        }
        talkers.forEach(each -> each.amplitude(0));
        mix(mixer, 100);
        participants.forEach(each -> assertSame(mixer.shared(), each.frame()));
    }

    @Test
    void shouldRefuseTooManyAndOtherFormats() {
        Mixer mixer = mixer(new MixerSettings(RATE_HZ, 20, 2, 0, 60, 400, 6));
        join(mixer, Talker.noise(RATE_HZ, 1, 1));
        join(mixer, Talker.noise(RATE_HZ, 2, 1));
        Talker third = Talker.noise(RATE_HZ, 3, 1);
        assertThrows(CapacityExceededException.class, () -> mixer.add(3, third));
        Mixer other = mixer(new MixerSettings(16_000, 20, 2, 0, 60, 400, 6));
        assertThrows(IllegalArgumentException.class, () -> other.add(3, third));
    }

    private static Mixer mixer(MixerSettings settings) {
        return new Mixer(settings, (id, level, nowNs) -> {});
    }

    private void join(Mixer mixer, Talker talker) {
        talkers.add(talker);
        participants.add(mixer.add(participants.size(), talker));
    }

    private void mix(Mixer mixer, int frames) {
        for (int i = 0; i < frames; i++) {
            mixer.mix(nowNs += FRAME_NS);
        }
    }

    private List<Integer> speakers() {
        List<Integer> speakers = new ArrayList<>();
        for (int i = 0; i < participants.size(); i++) {
            if (participants.get(i).isSpeaker()) {
                speakers.add(i);
            }
        }
        return speakers;
    }

    private static void add(int[] sum, short[] pcm) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += pcm[i];
        }
    }

    private static void subtract(int[] sum, short[] pcm) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] -= pcm[i];
        }
    }

    private static void assertMix(int[] expected, MixFrame frame) {
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], frame.pcm()[i], "sample " + i);
        }
    }
}
