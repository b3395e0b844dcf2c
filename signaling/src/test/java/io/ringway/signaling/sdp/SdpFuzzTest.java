package io.ringway.signaling.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Seeded mutations of real offers: whatever comes of them, it is an answer or an SdpException. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class SdpFuzzTest {

    private static final long SEED = 20_260_101L;
    private static final int ROUNDS = 600;

    private static final List<String> OWN =
            List.of(
                    Peers.offer(Peers.audio("0")),
                    Peers.offer(Peers.video("v"), Peers.audio("a"), Peers.data("d")),
                    Peers.offerWith("", Peers.audio("0"), Peers.audio("1")),
                    Peers.answer("active"));

    private final Random random = new Random(SEED);
    private final SdpMutation mutation = new SdpMutation(random);
    private int accepted;
    private int refused;

    /** What an answer to anything at all has to hold to. */
    private void exchange(Negotiation negotiation, String offer) throws SdpException {
        RemoteOffer received = negotiation.receiveOffer(offer);
        String ufrag = received.restartsIce() ? "u" + random.nextInt(1_000, 9_999) : "locl";
        Answer answer = negotiation.answer(Peers.local(ufrag), AnswerPolicy.DEFAULT);
        SessionDescription written = SessionDescription.parse(answer.sdp());
        assertEquals(SessionDescription.parse(offer).media().size(), written.media().size());
        assertTrue(answer.negotiated().remote().candidates().size() <= 64);
    }

    private void attempt(String input, Attempt attempt) {
        try {
            attempt.run();
            accepted++;
        } catch (SdpException expected) {
            refused++;
            assertTrue(expected.getMessage().length() < 8_000, expected.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            fail("seed " + SEED + " broke on:\n" + input, e);
        }
    }

    private interface Attempt {
        void run() throws SdpException;
    }

    private static List<String> corpus() throws IOException {
        List<String> corpus = new ArrayList<>(OWN);
        for (Path file : BrowserOffersTest.files()) {
            corpus.add(Files.readString(file));
        }
        return corpus;
    }

    private void assertBothHappened() {
        assertTrue(accepted > ROUNDS / 20, "only " + accepted + " mutants were still acceptable");
        assertTrue(refused > ROUNDS / 20, "only " + refused + " mutants were refused");
    }

    @Test
    void shouldAnswerOrRefuseMutatedOffers() throws IOException {
        for (String offer : corpus()) {
            for (int i = 0; i < ROUNDS; i++) {
                String mutant = mutation.of(offer);
                attempt(mutant, () -> exchange(Peers.negotiation(), mutant));
            }
        }
        assertBothHappened();
    }

    @Test
    void shouldSurviveMutatedReoffersInOneSession() throws IOException {
        for (String offer : corpus()) {
            Negotiation negotiation = Peers.negotiation();
            for (int i = 0; i < ROUNDS; i++) {
                String mutant = mutation.of(offer);
                attempt(mutant, () -> exchange(negotiation, mutant));
                negotiation.rollback();
            }
        }
        assertBothHappened();
    }

    @Test
    void shouldApplyOrRefuseMutatedAnswers() {
        for (int i = 0; i < ROUNDS; i++) {
            String mutant = mutation.of(Peers.answer("active"));
            attempt(
                    mutant,
                    () -> {
                        Negotiation negotiation = Peers.negotiation();
                        negotiation.offer(Peers.local(), OfferPolicy.DEFAULT);
                        negotiation.applyAnswer(mutant);
                    });
        }
        assertBothHappened();
    }

    @Test
    void shouldReadOrRefuseMutatedFragments() {
        String fragment =
                SdpFragment.of(Peers.local(), "0", true).toSdp()
                        + SdpFragment.of(Peers.local(), "1", false).toSdp();
        for (int i = 0; i < ROUNDS; i++) {
            String mutant = mutation.of(fragment);
            attempt(mutant, () -> SdpFragment.parse(mutant, SdpLimits.DEFAULT).candidates("0"));
        }
        assertBothHappened();
    }
}
