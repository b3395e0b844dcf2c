package io.ringway.media.mixing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Minutes of people who come, talk over each other, mute themselves and go. */
@Timeout(60)
class MixerSimTest {

    private static final int RATE_HZ = 8_000;
    private static final int SPEAKERS = 4;

    private final List<Talker> talkers = new ArrayList<>();
    private final List<MixParticipant> participants = new ArrayList<>();
    private final List<Long> dominant = new ArrayList<>();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void shouldGiveEachTheOthersAtAnyTime(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Mixer mixer =
                new Mixer(
                        new MixerSettings(RATE_HZ, 20, 40, SPEAKERS, 60, 200, 6),
                        (id, level, nowNs) -> dominant.add(id));
        int distinct = 0;
        for (int frame = 0; frame < 10_000; frame++) {
            change(mixer, frame, random);
            mixer.mix(frame * 20_000_000L);
            distinct += check(mixer, frame);
        }
        assertTrue(dominant.size() > 10, dominant.size() + " dominant speakers");
        // Mostly a few encodes serve everybody.
        assertTrue(distinct < 10_000 * (SPEAKERS + 2), distinct + " frames to encode");
    }

    private void change(Mixer mixer, int frame, SplittableRandom random) {
        if (participants.size() < 40 && random.nextInt(50) == 0 && mixer.participants() < 40) {
            talkers.add(Talker.noise(RATE_HZ, frame, 0));
            participants.add(mixer.add(frame, talkers.getLast()));
        }
        if (participants.isEmpty()) {
            return;
        }
        int who = random.nextInt(participants.size());
        switch (random.nextInt(200)) {
            case 0 -> {
                mixer.remove(participants.remove(who));
                talkers.remove(who);
            }
            case 1 -> participants.get(who).mute(random.nextBoolean());
            case 2 -> participants.get(who).gain(random.nextInt(-10, 3));
            case 3, 4, 5 -> talkers.get(who).talking(random.nextBoolean());
            default -> {
                boolean talks = random.nextInt(8) == 0;
                talkers.get(who).amplitude(talks ? random.nextInt(100, 3_500) : 0);
            }
        }
    }

    /** The limiter sleeps at these levels, so that all must add up to the last bit. */
    private int check(Mixer mixer, int frame) {
        short[] all = mixer.shared().pcm();
        int own = 0;
        int speakers = 0;
        for (MixParticipant each : participants) {
            speakers += each.isSpeaker() ? 1 : 0;
            assertEquals(frame, each.frame().number());
            if (!each.contributes()) {
                assertSame(mixer.shared(), each.frame());
                continue;
            }
            own++;
            short[] heard = each.frame().pcm();
            int[] said = each.contribution();
            for (int i = 0; i < all.length; i++) {
                assertEquals(all[i], heard[i] + said[i], "sample " + i + " of frame " + frame);
            }
        }
        assertTrue(speakers <= SPEAKERS);
        return own + 1;
    }
}
