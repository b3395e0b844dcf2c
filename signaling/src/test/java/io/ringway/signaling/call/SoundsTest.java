package io.ringway.signaling.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.PlayRequest;
import io.ringway.media.codec.AudioSource;
import io.ringway.media.file.SoundLimits;
import io.ringway.media.tone.TonePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sounds by name. */
@Timeout(20)
final class SoundsTest {

    private static final int FRAME = 320;

    @TempDir Path folder;
    private final AtomicInteger ends = new AtomicInteger();

    @Test
    void shouldHaveWhatCallsNeedWithoutAnyFile() {
        Sounds sounds = Sounds.ofTones(TonePlan.EU);
        for (String name :
                List.of("moh", "ringback", "busy", "congestion", "silence", "all-agents-busy")) {
            assertTrue(sounds.has(name), name);
        }
    }

    @Test
    void shouldTellTheEndOfASoundOnce() throws Exception {
        AudioSource notice = open(Sounds.ofTones(TonePlan.EU), "all-agents-busy", false);
        short[] pcm = new short[FRAME];
        int frames = 0;
        while (notice.read(pcm, FRAME, 0)) {
            frames++;
        }
        assertFalse(notice.read(pcm, FRAME, 0));
        assertEquals(1, ends.get());
        // Three times 1.3 s in frames of 20 ms.
        assertEquals(195, frames);
    }

    @Test
    void shouldPlayALoopForEver() throws Exception {
        AudioSource music = open(Sounds.ofTones(TonePlan.EU), "moh", true);
        short[] pcm = new short[FRAME];
        long energy = 0;
        for (int i = 0; i < 3_000; i++) {
            assertTrue(music.read(pcm, FRAME, 0));
            energy += Math.abs(pcm[100]);
        }
        assertTrue(energy > 0);
        assertEquals(0, ends.get());
    }

    @Test
    void shouldPutAFileBeforeTheToneOfItsName() throws Exception {
        Files.write(folder.resolve("busy.wav"), new byte[10]);
        Sounds sounds = new Sounds(folder, SoundLimits.DEFAULTS, TonePlan.EU);
        assertThrows(IOException.class, () -> open(sounds, "busy", true));
        assertEquals(1, ends.get());
    }

    @Test
    void shouldNotLeaveItsFolder() throws Exception {
        Files.write(folder.resolve("secret.wav"), new byte[10]);
        Path inner = Files.createDirectory(folder.resolve("sounds"));
        Sounds sounds = new Sounds(inner, SoundLimits.DEFAULTS, TonePlan.EU);
        assertFalse(sounds.has("../secret"));
        assertFalse(sounds.has(""));
        assertTrue(sounds.find("../secret", false, ends::incrementAndGet).isEmpty());
    }

    private AudioSource open(Sounds sounds, String name, boolean loop) throws IOException {
        PlayRequest found = sounds.find(name, loop, ends::incrementAndGet).orElseThrow();
        return ((PlayRequest.Sound) found).opener().open();
    }
}
