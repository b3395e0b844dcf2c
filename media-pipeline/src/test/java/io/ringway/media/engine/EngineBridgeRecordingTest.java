package io.ringway.media.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.BridgeControl;
import io.ringway.media.BridgeSpec;
import io.ringway.media.counters.Counters;
import io.ringway.media.engine.BridgedCalls.Far;
import io.ringway.media.file.SoundFile;
import io.ringway.media.file.SoundLimits;
import io.ringway.media.recording.Recorder;
import io.ringway.media.recording.RecordingSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The file a bridge leaves behind. */
@Timeout(90)
class EngineBridgeRecordingTest {

    @TempDir Path folder;

    /** Packets of Opus pass, those of G.711 are recorded as well as they are. */
    @Test
    void shouldRecordBothSides() throws Exception {
        Path file;
        try (Recorder recorder =
                Recorder.open(folder, RecordingSettings.defaults(), new Counters())) {
            BridgedCalls calls = new BridgedCalls(PipelineLayout.FUSED, recorder);
            try {
                Far one = calls.call("one", BridgedCalls.OPUS);
                Far other = calls.call("other", BridgedCalls.PCMU);
                BridgeControl bridge =
                        calls.engine.bridge(
                                one.call().callee,
                                other.call().callee,
                                new BridgeSpec("call-1", true));
                one.say(BridgedCalls.saying(1.5));
                other.say(BridgedCalls.saying(1.5));
                one.heard(50);
                other.heard(50);
                String name = BridgedCalls.statistics(bridge).recording();
                assertTrue(name.matches("[0-9]{19}/call\\.ogg"), name);
                file = folder.resolve(name);
                bridge.close();
                Await.until(10, () -> "still recording", () -> recorder.active() == 0);
            } finally {
                calls.close();
            }
        }
        assertTrue(Files.size(file) > 5_000, "bytes " + Files.size(file));
        assertEquals(2, SoundFile.load(file, SoundLimits.DEFAULTS).channels());
    }
}
