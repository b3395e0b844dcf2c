package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tests with SIPp rely on, shown between two of them. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class SippTest {

    private PeerFolder folder;

    @BeforeEach
    void open(TestInfo test) throws Exception {
        Tool.assumeInstalled(Tool.SIPP);
        folder = PeerFolder.of(test);
    }

    @ParameterizedTest
    @CsvSource({
        "call,answers,u1",
        "call,answers,t1",
        "hung-up-on,answers-and-hangs-up,u1",
        "cancel,rings,u1",
    })
    void shouldPlayBothSides(String calling, String called, String transport) throws Exception {
        try (Sipp callee = Sipp.start(folder, SippPlan.called(called).transport(transport))) {
            Sipp.play(folder, SippPlan.of(calling, callee.port(), "bob").transport(transport));
            callee.assertPlayed();
        }
    }

    @Test
    void shouldMakeManyCalls() throws Exception {
        SippPlan answers = SippPlan.called("answers").calls(50, 10, Duration.ofSeconds(20));
        try (Sipp callee = Sipp.start(folder, answers)) {
            Sipp.play(
                    folder,
                    SippPlan.of("call", callee.port(), "bob")
                            .calls(50, 50, Duration.ofSeconds(20)));
            callee.assertPlayed();
        }
    }

    @Test
    void shouldTellWhatWentWrong() throws Exception {
        try (Sipp callee = Sipp.start(folder, SippPlan.called("busy"))) {
            AssertionError failure =
                    assertThrows(
                            AssertionError.class,
                            () -> Sipp.play(folder, "call", callee.port(), "bob"));
            assertTrue(failure.getMessage().contains("486 Busy Here"), failure.getMessage());
        }
    }
}
