package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.server.sip.phone.Phone;
import io.ringway.server.sip.phone.PhoneCall;
import io.ringway.server.sip.phone.RtpPacket;
import io.ringway.server.system.Await;
import io.ringway.server.system.TestSpeech;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** Two phones in one call: what one does, the other hears. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class BridgedPhonesSystemTest {

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
                        new SipServerPlan().route("to:bob via:* -> " + bob.uri()));
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
    void shouldHearMusicWhileOnHoldAndOneStreamThroughout() throws Exception {
        call.invite(alice.media().description("sendonly", "127.0.0.1"));
        call.answered();
        int before = EchoedPackets.heard(bob.media()).size();
        Await.until(
                "a second of music",
                LIMIT,
                () -> EchoedPackets.heard(bob.media()).size(),
                n -> n >= before + 50);
        call.invite(alice.media().offer());
        call.answered();
        int held = bob.media().received().size();
        short[] speech = TestSpeech.load().beginning().samples();
        alice.media().speak(speech);
        Await.until(
                "speech",
                LIMIT,
                () -> bob.media().received().size(),
                n -> n >= held + speech.length / 160 / 2);
        RtpPacket last = null;
        for (RtpPacket packet : bob.media().received()) {
            if (last != null) {
                assertEquals(last.ssrc(), packet.ssrc());
                assertEquals(last.sequence() + 1 & 0xFFFF, packet.sequence());
            }
            last = packet;
        }
        call.hangUp();
    }

    @Test
    void shouldHearEachKeyOnce() throws Exception {
        alice.media().press('5');
        Await.until("key 5", LIMIT, bob.media()::keys, "5"::equals);
        alice.media().press('#');
        bob.media().press('1');
        Await.until("keys of Alice", LIMIT, bob.media()::keys, "5#"::equals);
        Await.until("key of Bob", LIMIT, alice.media()::keys, "1"::equals);
        alice.media().speak(HELLO);
        assertEquals("5#", bob.media().keys());
        assertEquals("1", alice.media().keys());
        call.hangUp();
    }
}
