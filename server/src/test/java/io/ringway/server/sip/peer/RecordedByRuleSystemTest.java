package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.ringway.server.sip.phone.Phone;
import io.ringway.server.sip.phone.PhoneCall;
import io.ringway.server.system.Await;
import io.ringway.server.system.TestSpeech;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** {@code record=false} records nothing by itself, and still what a rule asks for. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class RecordedByRuleSystemTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** A second of it is some kilobytes of Opus. */
    private static final long LEAST_BYTES = 1_000;

    @Test
    void shouldRecordWhatARuleAsksForAndNothingElse(TestInfo test) throws Exception {
        PeerFolder folder = PeerFolder.of(test);
        try (Phone bob = Phone.listening();
                SipServer server = server(folder, bob, " record");
                Phone alice = Phone.udp(server.sipPort())) {
            alice.call("echo").hangUp();
            talk(alice, bob);
            server.awaitIdle();
            Path file = folder.file("server").resolve("recordings");
            Await.until("a recording", LIMIT, () -> bytes(file), bytes -> bytes > LEAST_BYTES);
            assertEquals(List.of("call.ogg"), names(file));
        }
    }

    @Test
    void shouldRecordNothingWithoutSuchARule(TestInfo test) throws Exception {
        PeerFolder folder = PeerFolder.of(test);
        try (Phone bob = Phone.listening();
                SipServer server = server(folder, bob, "");
                Phone alice = Phone.udp(server.sipPort())) {
            talk(alice, bob);
            server.awaitIdle();
            assertFalse(Files.exists(folder.file("server").resolve("recordings")));
        }
    }

    private static SipServer server(PeerFolder folder, Phone bob, String option) throws Exception {
        return SipServer.start(
                folder,
                new SipServerPlan()
                        .setting("record", "false")
                        .route("to:bob via:* -> " + bob.uri() + option));
    }

    private static void talk(Phone alice, Phone bob) throws Exception {
        PhoneCall call = alice.callTo("bob");
        call.invite(alice.media().offer());
        bob.answer();
        call.answered();
        short[] speech = TestSpeech.load().beginning().samples();
        alice.media().speak(speech);
        call.hangUp();
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }

    private static List<String> names(Path folder) throws IOException {
        return files(folder).stream().map(file -> file.getFileName().toString()).toList();
    }

    private static long bytes(Path folder) throws IOException {
        long bytes = 0;
        for (Path file : files(folder)) {
            bytes += Files.size(file);
        }
        return bytes;
    }
}
