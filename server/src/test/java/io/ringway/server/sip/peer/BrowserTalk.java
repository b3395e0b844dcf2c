package io.ringway.server.sip.peer;

import io.ringway.server.WavSamples;
import io.ringway.server.sip.phone.Phone;
import io.ringway.server.system.Stalls;
import io.ringway.server.system.TestSpeech;
import java.util.Arrays;

/** What is said between a phone and a browser's SIP phone, and what of it arrives. */
final class BrowserTalk {

    private BrowserTalk() {}

    /** The phone speaks. */
    static void assertBrowserHears(Phone phone, BrowserPhone browser, TestSpeech speech)
            throws Exception {
        Stalls.undisturbed(
                () -> {
                    browser.listen();
                    phone.media().speak(speech.samples());
                    phone.media().speak(new short[TestSpeech.RATE_HZ]);
                    Heard.assertStretched(speech, browser.heard());
                });
    }

    /** The browser speaks, and the phone is silent for those behind whose jitter buffer it is. */
    static void assertPhoneHears(BrowserPhone browser, Phone phone, TestSpeech speech)
            throws Exception {
        Stalls.undisturbed(
                () -> {
                    int before = phone.media().heard().length;
                    browser.say(speech);
                    phone.media().speak(new short[TestSpeech.RATE_HZ / 2]);
                    short[] all = phone.media().heard();
                    short[] heard = Arrays.copyOfRange(all, before, all.length);
                    Heard.assertStretched(speech, new WavSamples(TestSpeech.RATE_HZ, 1, heard));
                });
    }

    /** What the browser says comes back. */
    static void assertHearsItself(BrowserPhone browser, TestSpeech speech) throws Exception {
        Stalls.undisturbed(
                () -> {
                    browser.listen();
                    browser.say(speech);
                    Heard.assertStretched(speech, browser.heard());
                });
    }
}
