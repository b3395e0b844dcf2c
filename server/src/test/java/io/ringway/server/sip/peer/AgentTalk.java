package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.WavSamples;
import io.ringway.server.sip.phone.Phone;
import io.ringway.server.system.AgentBrowser;
import io.ringway.server.system.Stalls;
import io.ringway.server.system.TestSpeech;
import java.util.Arrays;

/** What is said between a phone and a browser, and what of it arrives. */
final class AgentTalk {

    /** Silence that opens a phone's way. */
    static final short[] HELLO = new short[TestSpeech.RATE_HZ / 5];

    private AgentTalk() {}

    /**
     * The phone speaks. The browser's own jitter buffer stretches and shortens what it plays, so
     * that it is held against what was said piece by piece, not as a whole.
     */
    static void assertHeardByBrowser(Phone phone, AgentBrowser browser, TestSpeech speech)
            throws Exception {
        phone.media().speak(HELLO);
        Stalls.undisturbed(
                () -> {
                    browser.listen();
                    phone.media().speak(speech.samples());
                    phone.media().speak(new short[TestSpeech.RATE_HZ]);
                    Heard.assertPlayed(speech, browser.heard());
                });
    }

    /**
     * The browser speaks. Its Opus is played here and encoded anew at the phone's pace, which
     * stretches it in the same way.
     */
    static void assertHeardByPhone(AgentBrowser browser, Phone phone, TestSpeech speech)
            throws Exception {
        Stalls.undisturbed(
                () -> {
                    int before = phone.media().heard().length;
                    browser.speak(speech);
                    phone.media().speak(HELLO);
                    Heard.assertPlayed(speech, since(before, phone));
                });
    }

    private static WavSamples since(int before, Phone phone) {
        short[] heard = phone.media().heard();
        short[] since = Arrays.copyOfRange(heard, Math.min(before, heard.length), heard.length);
        return new WavSamples(TestSpeech.RATE_HZ, 1, since);
    }

    /** Fails unless there is more in it than the noise of codecs. */
    static void assertAudible(WavSamples heard) {
        double loudness = Loudness.most(heard.channel(0));
        assertTrue(loudness > Loudness.AUDIBLE, () -> "loudness is " + loudness);
    }
}
