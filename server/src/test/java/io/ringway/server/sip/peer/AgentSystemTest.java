package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringway.server.sip.phone.Phone;
import io.ringway.server.sip.phone.PhoneCall;
import io.ringway.server.sip.phone.SipText;
import io.ringway.server.system.AgentBrowser;
import io.ringway.server.system.Await;
import io.ringway.server.system.Chromium;
import io.ringway.server.system.TestSpeech;
import io.ringway.server.turn.TakesTheMachine;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** A phone calls a number behind which a browser waits. */
@TakesTheMachine
@Timeout(value = 180, unit = TimeUnit.SECONDS)
final class AgentSystemTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static SipServer server;
    private static Chromium chromium;
    private static TestSpeech speech;
    private AgentBrowser anna;
    private Phone phone;

    @BeforeAll
    static void start(TestInfo test) throws Exception {
        Chromium.assumeInstalled();
        speech = TestSpeech.load();
        PeerFolder folder = PeerFolder.of(test);
        server = SipServer.start(folder, new SipServerPlan().route("to:sales -> agent:anna"));
        chromium = Chromium.start(speech.write(folder.file("speech.wav")));
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
            chromium = null;
        }
        if (server != null) {
            server.close();
            server = null;
        }
    }

    @BeforeEach
    void lift() throws Exception {
        phone = Phone.udp(server.sipPort());
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        if (phone != null) {
            phone.close();
        }
        if (anna != null) {
            anna.close();
        }
        server.awaitIdle();
    }

    private void open(String answer) throws Exception {
        anna = AgentBrowser.open(chromium, server.http(), "anna", answer);
    }

    @Test
    void shouldHearEachOther() throws Exception {
        open("auto");
        PhoneCall call = phone.call("sales");
        JsonNode ringing = anna.awaitTold("ringing", "answered", "connected").getFirst();
        assertEquals(phone.name(), ringing.path("from").asText());
        assertEquals("sales", ringing.path("to").asText());
        AgentTalk.assertHeardByBrowser(phone, anna, speech);
        AgentTalk.assertHeardByPhone(anna, phone, speech);
        call.hangUp();
        assertEquals("hangup", anna.awaitTold("ended").getFirst().path("cause").asText());
    }

    @Test
    void shouldHearMusicWhileOnHoldAndThePhoneAfterwards() throws Exception {
        open("auto");
        PhoneCall call = phone.call("sales");
        anna.awaitTold("ringing", "answered", "connected");
        phone.media().speak(AgentTalk.HELLO);
        call.invite(phone.media().description("sendonly", "127.0.0.1"));
        call.answered();
        anna.awaitTold("held");
        anna.listen();
        phone.media().speak(new short[2 * TestSpeech.RATE_HZ]);
        AgentTalk.assertAudible(anna.heard());
        call.invite(phone.media().offer());
        call.answered();
        anna.awaitTold("resumed");
        AgentTalk.assertHeardByBrowser(phone, anna, speech);
        AgentTalk.assertHeardByPhone(anna, phone, speech);
        call.hangUp();
        anna.awaitTold("ended");
    }

    @Test
    void shouldTellKeysOnceBothWays() throws Exception {
        open("auto");
        PhoneCall call = phone.call("sales");
        anna.awaitTold("ringing", "answered", "connected");
        phone.media().speak(AgentTalk.HELLO);
        phone.media().press('5');
        phone.media().press('#');
        assertEquals("#", anna.awaitTold("key", "key").getLast().path("key").asText());
        anna.speak(speech.beginning());
        anna.press('7');
        Await.until("key 7", LIMIT, phone.media()::keys, "7"::equals);
        phone.media().speak(AgentTalk.HELLO);
        assertEquals("7", phone.media().keys());
        call.hangUp();
        anna.awaitTold("ended");
    }

    @Test
    void shouldHangUpAndBeCalledAgain() throws Exception {
        open("auto");
        PhoneCall call = phone.call("sales");
        anna.awaitTold("ringing", "answered", "connected");
        anna.act("hangup");
        call.hungUpOn(LIMIT);
        assertEquals("hangup", anna.awaitTold("ended").getFirst().path("cause").asText());
        PhoneCall again = phone.call("sales");
        anna.awaitTold("ringing", "answered", "connected");
        AgentTalk.assertHeardByBrowser(phone, anna, speech.beginning());
        again.hangUp();
        anna.awaitTold("ended");
    }

    @Test
    void shouldRingUntilTheBrowserAnswers() throws Exception {
        open("manual");
        PhoneCall call = phone.callTo("sales");
        call.invite(phone.media().offer());
        call.ringing();
        anna.awaitTold("ringing");
        anna.act("answer");
        call.answered();
        anna.awaitTold("answered", "connected");
        AgentTalk.assertHeardByPhone(anna, phone, speech.beginning());
        call.hangUp();
        anna.awaitTold("ended");
    }

    @Test
    void shouldTellWhenTheCallerGivesUpOrIsRefused() throws Exception {
        open("manual");
        PhoneCall call = phone.callTo("sales");
        call.invite(phone.media().offer());
        anna.awaitTold("ringing");
        call.ringing().cancel();
        assertEquals("cancelled", anna.awaitTold("ended").getFirst().path("cause").asText());
        call.acknowledgeRefusal();
        PhoneCall again = phone.callTo("sales");
        SipText invite = again.invite(phone.media().offer());
        anna.awaitTold("ringing");
        anna.act("reject");
        assertEquals(603, again.finalAnswer(invite).status());
        again.acknowledgeRefusal();
        anna.awaitTold("ended");
    }

    @Test
    void shouldEndTheCallWhenTheBrowserGoes() throws Exception {
        open("auto");
        PhoneCall call = phone.call("sales");
        anna.awaitTold("ringing", "answered", "connected");
        anna.close();
        call.hungUpOn(LIMIT);
    }
}
