package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller may ask and how it is answered, message by message, as SIPp plays it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class AnsweringSystemTest {

    private static SipServer server;
    private PeerFolder folder;

    @BeforeAll
    static void start(TestInfo test) throws Exception {
        Tool.assumeInstalled(Tool.SIPP);
        server = SipServer.start(PeerFolder.of(test));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    @BeforeEach
    void open(TestInfo test) throws Exception {
        folder = PeerFolder.of(test);
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        server.awaitIdle();
    }

    @ParameterizedTest
    @CsvSource({
        "call,u1",
        "call,t1",
        "late-offer,u1",
        "late-offer,t1",
        "prack,u1",
        "update,u1",
        "session-timer,u1",
        "hold,u1",
        "hold,t1",
        "media-change,u1",
        "reinvite-refused,u1",
        "keys-info,u1",
        "keys-rtp,u1",
    })
    void shouldAnswer(String scenario, String transport) throws Exception {
        int before = server.sessions().sessions();
        play(SippPlan.of(scenario, server.sipPort(), "echo").transport(transport));
        assertEquals(before + 1, server.sessions().sessions(), "sessions of one call");
        String id = server.sessions().awaitSession(before + 1);
        assertEquals("sip", server.sessions().registration(before).path("type").asText());
        server.sessions().awaitActive(id);
        server.sessions().awaitGone(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown-user",
                "no-common-codec",
                "no-audio",
                "unsupported-media-type",
                "bad-extension",
                "session-too-small",
                "publish-not-allowed",
                "method-unknown",
                "version-not-supported",
                "scheme-unknown",
                "no-dialog-bye",
                "no-dialog-update",
                "no-dialog-info",
                "no-dialog-invite",
                "no-dialog-cancel",
                "options",
            })
    void shouldTellWhatIsNotPossible(String scenario) throws Exception {
        String user = scenario.equals("unknown-user") ? "nobody" : "echo";
        play(SippPlan.of(scenario, server.sipPort(), user));
    }

    @Test
    void shouldRefuseWhenTheSessionManagerDoes() throws Exception {
        server.sessions().refuse(true);
        try {
            play(SippPlan.of("session-refused", server.sipPort(), "echo"));
        } finally {
            server.sessions().refuse(false);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"u1", "t1"})
    void shouldAnswerManyCallsAtOnce(String transport) throws Exception {
        play(
                SippPlan.of("call", server.sipPort(), "echo")
                        .transport(transport)
                        .calls(200, 50, Duration.ofSeconds(40)));
    }

    private void play(SippPlan plan) throws Exception {
        Sipp.play(folder, plan);
    }
}
