package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.proto.HangUp;
import io.ringway.proto.SendDtmf;
import io.ringway.proto.ServiceMessage;
import io.ringway.server.WavSamples;
import io.ringway.server.sip.phone.KeyTones;
import io.ringway.server.sip.phone.Phone;
import io.ringway.server.sip.phone.PhoneCall;
import io.ringway.server.system.Await;
import io.ringway.server.system.PlayingService;
import io.ringway.server.system.TestSpeech;
import io.ringway.server.turn.Listens;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** What a speech service may do with a phone's call: as much as with a browser's. */
@Listens
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class SpeechServiceSystemTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private PlayingService service;
    private SipServer server;
    private Phone phone;
    private PhoneCall call;
    private String session;

    @BeforeEach
    void open(TestInfo test) throws Exception {
        service = PlayingService.start();
        server =
                SipServer.start(
                        PeerFolder.of(test),
                        new SipServerPlan()
                                .setting("speech-target", service.target())
                                .setting("inband-keys", "true"));
        phone = Phone.udp(server.sipPort());
        call = phone.call("speech");
        session = server.sessions().awaitSession(1);
    }

    @AfterEach
    void close() throws Exception {
        if (phone != null) {
            phone.close();
        }
        if (server != null) {
            server.close();
        }
        service.close();
    }

    @Test
    void shouldHearEachKeyOnceHoweverItIsTold() throws Exception {
        phone.media().speak(new short[TestSpeech.RATE_HZ / 10]);
        phone.media().press('1');
        phone.media().press('1');
        phone.media().press('#');
        awaitKeys("11#");
        info("application/dtmf-relay", "Signal=5\r\nDuration=160\r\n");
        info("application/dtmf", "*");
        awaitKeys("11#5*");
        phone.media().speak(KeyTones.of("77"));
        awaitKeys("11#5*77");
        phone.media().pressAloud('8');
        phone.media().speak(new short[TestSpeech.RATE_HZ / 5]);
        phone.media().speak(KeyTones.of("2"));
        info("application/dtmf", "2");
        phone.media().speak(new short[TestSpeech.RATE_HZ / 5]);
        phone.media().press('9');
        awaitKeys("11#5*77829");
        call.hangUp();
    }

    private void info(String type, String body) throws Exception {
        assertEquals(
                200,
                call.finalAnswer(call.request("INFO", body, "Content-Type: " + type)).status());
    }

    private void awaitKeys(String keys) throws Exception {
        Await.until("keys " + keys, LIMIT, () -> service.keys(session), keys::equals);
    }

    @Test
    void shouldPlayAndPressAndHangUp() throws Exception {
        TestSpeech speech = TestSpeech.load().beginning();
        phone.media().speak(new short[TestSpeech.RATE_HZ / 10]);
        service.play(session, speech.samples(), TestSpeech.RATE_HZ);
        service.mark(session, "end");
        service.awaitMark(session, "end");
        Heard.assertIs(speech, new WavSamples(TestSpeech.RATE_HZ, 1, phone.media().heard()));
        service.send(
                ServiceMessage.newBuilder()
                        .setDtmf(
                                SendDtmf.newBuilder()
                                        .setSessionId(session)
                                        .setDigits("42")
                                        .setDurationMs(100)));
        Await.until("two keys", LIMIT, phone.media()::keys, "42"::equals);
        service.send(
                ServiceMessage.newBuilder().setHangUp(HangUp.newBuilder().setSessionId(session)));
        call.hungUpOn(LIMIT);
        assertTrue(phone.media().received().size() > 100);
    }
}
