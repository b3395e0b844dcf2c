package io.ringway.server.sip.peer;

import io.ringway.server.WavSamples;
import io.ringway.server.sip.phone.Phone;
import io.ringway.server.system.TestSpeech;
import java.util.Arrays;

/** What is said between two phones, and what of it arrives. */
final class PhoneTalk {

    private PhoneTalk() {}

    /** One speaks, the other hears it whole: their packets of one codec go through untouched. */
    static void assertTalk(Phone from, Phone to) throws Exception {
        TestSpeech speech = TestSpeech.load().beginning();
        int before = to.media().heard().length;
        from.media().speak(speech.samples());
        from.media().speak(new short[TestSpeech.RATE_HZ / 2]);
        short[] heard = to.media().heard();
        short[] since = Arrays.copyOfRange(heard, Math.min(before, heard.length), heard.length);
        Heard.assertIs(speech, new WavSamples(TestSpeech.RATE_HZ, 1, since));
    }
}
