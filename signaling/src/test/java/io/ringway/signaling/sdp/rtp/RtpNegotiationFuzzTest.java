package io.ringway.signaling.sdp.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.ringway.media.AudioSection;
import io.ringway.signaling.sdp.MediaDirection;
import io.ringway.signaling.sdp.MediaSection;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sdp.SdpMutation;
import io.ringway.signaling.sdp.SessionDescription;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Seeded mutations of phones' offers: an answer that keeps to RFC 3264, or an SdpException. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class RtpNegotiationFuzzTest {

    private static final long SEED = 20_261_121L;
    private static final int ROUNDS = 1_500;

    private final Random random = new Random(SEED);
    private final SdpMutation mutation = new SdpMutation(random);
    private int accepted;
    private int refused;

    private interface Attempt {
        void run() throws SdpException;
    }

    private void attempt(String input, Attempt attempt) {
        try {
            attempt.run();
            accepted++;
        } catch (SdpException expected) {
            refused++;
            assertTrue(expected.getMessage().length() < 8_000, expected.getMessage());
            assertFalse(expected.getMessage().contains("inline:" + Phones.KEY), "a key was told");
        } catch (RuntimeException | StackOverflowError e) {
            fail("seed " + SEED + " broke on:\n" + input, e);
        }
    }

    private void assertBothHappened() {
        assertTrue(accepted > ROUNDS / 10, "only " + accepted + " mutants were acceptable");
        assertTrue(refused > ROUNDS / 10, "only " + refused + " mutants were refused");
    }

    private static MediaDirection[] wishes() {
        return new MediaDirection[] {MediaDirection.SENDRECV, MediaDirection.SENDONLY};
    }

    private void exchange(RtpNegotiation negotiation, String text) throws SdpException {
        MediaDirection most = wishes()[random.nextInt(2)];
        RtpAnswer answer = Phones.answer(negotiation, text, most);
        SessionDescription offer = SessionDescription.parse(text);
        SessionDescription written = SessionDescription.parse(answer.sdp());
        assertEquals(offer.media().size(), written.media().size());
        int on = 0;
        for (MediaSection section : written.media()) {
            MediaSection offered = offer.media().get(section.index());
            assertEquals(offered.mediaLine().kind(), section.mediaLine().kind());
            assertEquals(offered.mediaLine().protocol(), section.mediaLine().protocol());
            assertTrue(
                    offered.mediaLine().formats().containsAll(section.mediaLine().formats())
                            || numbers(offered).containsAll(numbers(section)));
            if (section.mediaLine().port() != 0) {
                on++;
                requireCompatible(offered, section, answer.terms().audio());
            }
        }
        assertTrue(on <= 1, answer.sdp());
    }

    /** Payload types without leading zeros, which a mutation may add. */
    private static List<Long> numbers(MediaSection section) {
        return section.mediaLine().formats().stream()
                .filter(format -> format.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .toList();
    }

    private static void requireCompatible(
            MediaSection offered, MediaSection answered, AudioSection audio) {
        MediaDirection theirs = offered.direction();
        MediaDirection ours = answered.direction();
        assertTrue(theirs.receives() || !ours.sends());
        assertTrue(theirs.sends() || !ours.receives());
        assertTrue(offered.rtcpMux() || !answered.rtcpMux());
        assertEquals(ours.sends(), audio.send());
        assertEquals(ours.receives(), audio.receive());
        assertTrue(audio.formats().getFirst().codec().isSpeech());
    }

    @Test
    void shouldAnswerOrRefuseMutatedOffers() {
        for (RealPhonesTest.Phone phone : RealPhonesTest.phones()) {
            for (int i = 0; i < ROUNDS; i++) {
                String mutant = mutation.of(phone.offer());
                attempt(mutant, () -> exchange(Phones.negotiation(), mutant));
            }
        }
        assertBothHappened();
    }

    @Test
    void shouldSurviveMutatedReoffersInOneDialog() {
        for (RealPhonesTest.Phone phone : RealPhonesTest.phones()) {
            RtpNegotiation negotiation = Phones.negotiation();
            for (int i = 0; i < ROUNDS; i++) {
                String mutant = mutation.of(phone.offer());
                attempt(mutant, () -> exchange(negotiation, mutant));
            }
        }
        assertBothHappened();
    }

    @Test
    void shouldApplyOrRefuseMutatedAnswers() throws SdpException {
        for (RtpProfile profile : RtpProfile.values()) {
            for (int i = 0; i < ROUNDS; i++) {
                RtpNegotiation alice = Phones.negotiation();
                String offer = alice.offer(profile, Phones.LOCAL, MediaDirection.SENDRECV);
                String mutant = mutation.of(Phones.answer(Phones.negotiation(), offer).sdp());
                attempt(
                        mutant,
                        () -> {
                            alice.accept(mutant, Phones.ADDRESS);
                            assertTrue(alice.isAgreed());
                        });
            }
        }
        assertBothHappened();
    }
}
