package io.ringway.media.mixing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.Allocations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class MixerAllocationTest {

    private static final int RATE_HZ = 8_000;

    private long nowNs;
    private long silent;

    @Test
    void shouldAllocateNothingOnceAllHaveJoined() {
        long[] events = new long[1];
        Mixer mixer =
                new Mixer(
                        new MixerSettings(RATE_HZ, 20, 20, 3, 60, 400, 6),
                        (id, level, atNs) -> events[0]++);
        MixParticipant[] participants = new MixParticipant[12];
        Talker[] talkers = new Talker[participants.length];
        for (int i = 0; i < participants.length; i++) {
            // Loud enough that the limiter works as well.
            talkers[i] = Talker.noise(RATE_HZ, i, 25_000);
            participants[i] = mixer.add(i, talkers[i]);
        }
        long bytes =
                Allocations.perCall(
                        () -> {
                            int who = (int) (nowNs / 20_000_000 % talkers.length);
                            int amplitude = nowNs % 3 == 0 ? 25_000 : (int) (nowNs % 5) * 10;
                            talkers[who].amplitude(amplitude);
                            participants[who].mute(nowNs % 7 == 0);
                            mixer.mix(nowNs += 20_000_001);
                            silent += participants[who].frame().isSilent() ? 1 : 0;
                        });
        assertEquals(0, bytes);
        assertTrue(events[0] > 0);
        assertTrue(silent < 1_000_000);
    }
}
