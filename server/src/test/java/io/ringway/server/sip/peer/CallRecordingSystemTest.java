package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.SpeechMatch;
import io.ringway.server.WavSamples;
import io.ringway.server.sip.phone.Phone;
import io.ringway.server.sip.phone.PhoneCall;
import io.ringway.server.system.Await;
import io.ringway.server.system.OpusTools;
import io.ringway.server.system.TestSpeech;
import io.ringway.server.turn.Listens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** Calls of two that a rule has recorded: each speaker has a channel to itself. */
@Listens
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class CallRecordingSystemTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final double LEAST_OWN = 0.95;
    private static final double MOST_OTHER = 0.2;

    private PeerFolder folder;
    private SipServer server;
    private Phone alice;
    private Phone bob;

    @BeforeEach
    void start(TestInfo test) throws Exception {
        OpusTools.assumeInstalled();
        folder = PeerFolder.of(test);
        bob = Phone.listening();
        server =
                SipServer.start(
                        folder,
                        new SipServerPlan()
                                .route("to:bob via:* -> " + bob.uri() + " record")
                                .route("to:unheard via:* -> " + bob.uri()));
        alice = Phone.udp(server.sipPort());
    }

    @AfterEach
    void close() throws Exception {
        for (Phone phone : new Phone[] {alice, bob}) {
            if (phone != null) {
                phone.close();
            }
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void shouldKeepBothSpeakersApart() throws Exception {
        TestSpeech all = TestSpeech.load();
        TestSpeech hers = all.beginning();
        TestSpeech his = all.backwards().beginning();
        PhoneCall call = call("bob");
        Thread answering = speaking(bob, his);
        alice.media().speak(hers.samples());
        answering.join();
        alice.media().speak(new short[TestSpeech.RATE_HZ / 2]);
        call.hangUp();
        server.awaitIdle();
        Path recording =
                Await.until("a recording", LIMIT, server::callRecordings, r -> r.size() == 1)
                        .getFirst();
        OpusTools.assertValid(recording);
        OpusTools.assertOrdered(recording);
        WavSamples both =
                OpusTools.decode(recording, TestSpeech.HEARD_RATE_HZ, folder.folder("decoded"));
        assertEquals(2, both.channels());
        assertHolds(both.channel(0), hers, his);
        assertHolds(both.channel(1), his, hers);
    }

    @Test
    void shouldRecordNothingWithoutBeingAsked() throws Exception {
        PhoneCall call = call("unheard");
        alice.media().speak(TestSpeech.load().beginning().samples());
        call.hangUp();
        server.awaitIdle();
        assertEquals(List.of(), server.callRecordings());
    }

    private PhoneCall call(String user) throws Exception {
        PhoneCall call = alice.callTo(user);
        call.invite(alice.media().offer());
        bob.answer();
        return call.answered();
    }

    private static Thread speaking(Phone phone, TestSpeech speech) {
        return Thread.ofPlatform()
                .name("speaker")
                .start(
                        () -> {
                            try {
                                phone.media().speak(speech.samples());
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
    }

    private static void assertHolds(short[] channel, TestSpeech own, TestSpeech other) {
        double hers = SpeechMatch.of(own.asHeard(), channel).correlation();
        double stranger = SpeechMatch.of(other.asHeard(), channel).correlation();
        assertTrue(
                hers >= LEAST_OWN && stranger <= MOST_OTHER,
                () -> "own %.3f, other %.3f".formatted(hers, stranger));
    }
}
