package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.sip.phone.Phone;
import io.ringway.server.sip.phone.PhoneCall;
import io.ringway.server.system.Await;
import io.ringway.server.system.TestSpeech;
import io.ringway.server.turn.TakesTheMachine;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** A phone and a browser in one call, G.711 at the one end and Opus over DTLS-SRTP at the other. */
@TakesTheMachine
@Timeout(value = 180, unit = TimeUnit.SECONDS)
final class PhoneAndBrowserSystemTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private TestSpeech speech;
    private SipServer server;
    private BrowserPhone browser;
    private Phone phone;
    private PhoneCall call;

    @BeforeEach
    void join(TestInfo test) throws Exception {
        BrowserPhone.assumeAvailable();
        speech = TestSpeech.load();
        PeerFolder folder = PeerFolder.of(test);
        server = SipServer.start(folder, new SipServerPlan().users("bob"));
        browser = BrowserPhone.open(speech.write(folder.file("speech.wav")));
        browser.register(server.webSocketUrl(), "bob", server.domain(), SipServerPlan.PASSWORD);
        phone = Phone.udp(server.sipPort());
        call = phone.callTo("bob");
        call.invite(phone.media().offer());
        browser.answer();
        call.answered();
    }

    @AfterEach
    void close() throws Exception {
        if (phone != null) {
            phone.close();
        }
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void shouldHearEachOther() throws Exception {
        phone.media().speak(new short[TestSpeech.RATE_HZ / 5]);
        BrowserTalk.assertBrowserHears(phone, browser, speech);
        BrowserTalk.assertPhoneHears(browser, phone, speech);
        call.hangUp();
        browser.awaitEvent("ended");
        server.awaitIdle();
    }

    @Test
    void shouldHearMusicWhileOnHold() throws Exception {
        phone.media().speak(new short[TestSpeech.RATE_HZ / 5]);
        call.invite(phone.media().description("sendonly", "127.0.0.1"));
        call.answered();
        browser.listen();
        phone.media().speak(new short[2 * TestSpeech.RATE_HZ]);
        double music = Loudness.most(browser.heard().channel(0));
        assertTrue(music > Loudness.AUDIBLE, "the browser hears " + music);
        call.invite(phone.media().offer());
        call.answered();
        browser.hold();
        int before = phone.media().heard().length;
        Await.until(
                "the phone hears music", LIMIT, () -> loudness(before), l -> l > Loudness.AUDIBLE);
        browser.unhold();
        BrowserTalk.assertPhoneHears(browser, phone, speech);
        call.hangUp();
        browser.awaitEvent("ended");
    }

    @Test
    void shouldTellThePhoneOfKeysOnce() throws Exception {
        phone.media().speak(new short[TestSpeech.RATE_HZ / 5]);
        browser.speak();
        browser.said(25);
        browser.press('5', "RFC2833");
        Await.until("key 5", LIMIT, phone.media()::keys, "5"::equals);
        browser.press('6', "INFO");
        Await.until("keys 5 and 6", LIMIT, phone.media()::keys, "56"::equals);
        phone.media().speak(new short[TestSpeech.RATE_HZ / 2]);
        assertEquals("56", phone.media().keys());
        browser.hangUp();
        call.hungUpOn(LIMIT);
    }

    private short[] since(int before) {
        short[] heard = phone.media().heard();
        return Arrays.copyOfRange(heard, Math.min(before, heard.length), heard.length);
    }

    private double loudness(int before) {
        return Loudness.most(since(before));
    }
}
