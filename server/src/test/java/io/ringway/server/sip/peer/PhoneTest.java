package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.server.WavSamples;
import io.ringway.server.sip.phone.Phone;
import io.ringway.server.sip.phone.PhoneCall;
import io.ringway.server.sip.phone.RtpPacket;
import io.ringway.server.sip.phone.SipText;
import io.ringway.server.system.Stalls;
import io.ringway.server.system.TestSpeech;
import io.ringway.server.turn.Listens;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tests with the phone of few words rely on, shown with peers that others wrote. */
@Listens
@Timeout(value = 180, unit = TimeUnit.SECONDS)
final class PhoneTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private PeerFolder folder;

    @BeforeEach
    void open(TestInfo test) throws Exception {
        folder = PeerFolder.of(test);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldHearAndBeHeard(boolean tcp) throws Exception {
        Tool.assumeInstalled(Tool.BARESIP);
        TestSpeech speech = TestSpeech.load().beginning();
        BaresipSettings settings = BaresipSettings.of("bob", speech).tailMs(3_000);
        Stalls.undisturbed(() -> talk(settings, tcp));
    }

    private void talk(BaresipSettings settings, boolean tcp) throws Exception {
        TestSpeech speech = settings.speech();
        try (Baresip bob = Baresip.start(folder, settings);
                Phone phone = tcp ? Phone.tcp(bob.sipPort()) : Phone.udp(bob.sipPort())) {
            PhoneCall call = phone.call("bob");
            phone.media().speak(speech.samples());
            phone.media().press('7');
            bob.awaitEvent("CALL_DTMF_START", LIMIT);
            call.hangUp();
            bob.closed(LIMIT);
            Heard.assertIs(speech, bob.heard());
            Heard.assertIs(speech, new WavSamples(TestSpeech.RATE_HZ, 1, phone.media().heard()));
            assertConsecutive(phone.media().received());
        }
    }

    private static void assertConsecutive(List<RtpPacket> packets) {
        for (int i = 1; i < packets.size(); i++) {
            int expected = packets.get(i - 1).sequence() + 1 & 0xFFFF;
            assertEquals(expected, packets.get(i).sequence());
        }
    }

    @Test
    void shouldGiveUp() throws Exception {
        Tool.assumeInstalled(Tool.SIPP);
        try (Sipp rings = Sipp.start(folder, SippPlan.called("rings"));
                Phone phone = Phone.udp(rings.port())) {
            PhoneCall call = phone.callTo("bob");
            SipText invite = call.invite(phone.media().offer());
            phone.await("180", m -> m.status() == 180);
            call.cancel();
            assertEquals(487, call.finalAnswer(invite).status());
            call.acknowledgeRefusal();
            rings.assertPlayed();
        }
    }
}
