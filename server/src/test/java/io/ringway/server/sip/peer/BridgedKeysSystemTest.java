package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.server.sip.phone.KeyTones;
import io.ringway.server.sip.phone.Phone;
import io.ringway.server.sip.phone.PhoneCall;
import io.ringway.server.system.Await;
import io.ringway.server.system.TestSpeech;
import io.ringway.server.turn.Listens;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** Keys of two phones in one call, where they are looked for in the sound as well. */
@Listens
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class BridgedKeysSystemTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final short[] HELLO = new short[TestSpeech.RATE_HZ / 5];

    private Phone alice;
    private Phone bob;
    private SipServer server;
    private PhoneCall call;

    @BeforeEach
    void join(TestInfo test) throws Exception {
        bob = Phone.listening();
        server =
                SipServer.start(
                        PeerFolder.of(test),
                        new SipServerPlan()
                                .setting("inband-keys", "true")
                                .route("to:bob via:* -> " + bob.uri()));
        alice = Phone.udp(server.sipPort());
        call = alice.callTo("bob");
        call.invite(alice.media().offer());
        bob.answer();
        call.answered();
        alice.media().speak(HELLO);
        bob.media().speak(HELLO);
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
    void shouldPassEventsAsEvents() throws Exception {
        alice.media().press('5');
        Await.until("key 5", LIMIT, () -> bob.media().keys(), "5"::equals);
        alice.media().press('#');
        bob.media().press('1');
        Await.until("keys of Alice", LIMIT, () -> bob.media().keys(), "5#"::equals);
        Await.until("key of Bob", LIMIT, () -> alice.media().keys(), "1"::equals);
        assertNoMoreKeys("5#");
        assertEquals("", tones());
        assertEquals("1", alice.media().keys());
        assertEquals("", KeyTones.in(alice.media().heard()));
    }

    /** By INFO it comes, as an event it goes. */
    @Test
    void shouldPassKeysOfSignalingAsEvents() throws Exception {
        call.finalAnswer(
                call.request(
                        "INFO",
                        "Signal=9\r\nDuration=160\r\n",
                        "Content-Type: application/dtmf-relay"));
        Await.until("key 9", LIMIT, () -> bob.media().keys(), "9"::equals);
        assertNoMoreKeys("9");
        assertEquals("", tones());
    }

    @Test
    void shouldPassTonesAsTones() throws Exception {
        alice.media().speak(KeyTones.of("42*"));
        Await.until("tones", LIMIT, this::tones, "42*"::equals);
        assertNoMoreKeys("");
        assertEquals("42*", tones());
    }

    /** How much of the tones is heard beside the events does not matter. */
    @Test
    void shouldTellOneEventOfAKeyToldInBothWays() throws Exception {
        alice.media().pressAloud('8');
        alice.media().pressAloud('8');
        Await.until("keys", LIMIT, () -> bob.media().keys(), "88"::equals);
        assertNoMoreKeys("88");
    }

    /** Whatever more was told of the keys would have come before the second of silence. */
    private void assertNoMoreKeys(String keys) throws Exception {
        int heard = bob.media().heard().length;
        alice.media().speak(new short[TestSpeech.RATE_HZ]);
        Await.until(
                "silence",
                LIMIT,
                () -> bob.media().heard().length - heard,
                samples -> samples >= TestSpeech.RATE_HZ * 9 / 10);
        assertEquals(keys, bob.media().keys());
        call.hangUp();
    }

    private String tones() {
        return KeyTones.in(bob.media().heard());
    }
}
