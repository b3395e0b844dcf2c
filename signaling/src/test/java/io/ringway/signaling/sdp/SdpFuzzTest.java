package io.ringway.signaling.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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
    private static final String ALPHABET = "\r\n\0 :=/;,-0123456789abcxyzAMVOao\u00e9\ud83d";

    private static final List<String> OWN =
            List.of(
                    Peers.offer(Peers.audio("0")),
                    Peers.offer(Peers.video("v"), Peers.audio("a"), Peers.data("d")),
                    Peers.offerWith("", Peers.audio("0"), Peers.audio("1")),
                    Peers.answer("active"));

    private final Random random = new Random(SEED);
    private int accepted;
    private int refused;

    private String mutate(String text) {
        String result = text;
        for (int i = random.nextInt(4); i >= 0; i--) {
            result =
                    switch (random.nextInt(6)) {
                        case 0 -> swapLines(result);
                        case 1 -> repeatOrDropLine(result);
                        case 2 -> result.substring(0, at(result));
                        case 3 -> splice(result, Integer.toString(random.nextInt()));
                        case 4 -> splice(result, result.substring(at(result), result.length()));
                        default -> changeCharacters(result);
                    };
        }
        return result;
    }

    private int at(String text) {
        return random.nextInt(text.length() + 1);
    }

    private static List<String> linesOf(String text) {
        return new ArrayList<>(List.of(text.split("(?<=\n)", -1)));
    }

    private String swapLines(String text) {
        List<String> lines = linesOf(text);
        Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
        return String.join("", lines);
    }

    private String repeatOrDropLine(String text) {
        List<String> lines = linesOf(text);
        int index = random.nextInt(lines.size());
        if (random.nextBoolean()) {
            lines.remove(index);
        } else {
            lines.add(index, lines.get(index).repeat(1 + random.nextInt(40)));
        }
        return String.join("", lines);
    }

    private String splice(String text, String other) {
        int start = at(text);
        return text.substring(0, start)
                + other.substring(0, Math.min(other.length(), 2_000))
                + text.substring(Math.min(text.length(), start + random.nextInt(8)));
    }

    private String changeCharacters(String text) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = 1 + random.nextInt(5); i > 0 && !changed.isEmpty(); i--) {
            char c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            changed.setCharAt(random.nextInt(changed.length()), c);
        }
        return changed.toString();
    }

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
                String mutant = mutate(offer);
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
                String mutant = mutate(offer);
                attempt(mutant, () -> exchange(negotiation, mutant));
                negotiation.rollback();
            }
        }
        assertBothHappened();
    }

    @Test
    void shouldApplyOrRefuseMutatedAnswers() {
        for (int i = 0; i < ROUNDS; i++) {
            String mutant = mutate(Peers.answer("active"));
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
            String mutant = mutate(fragment);
            attempt(mutant, () -> SdpFragment.parse(mutant, SdpLimits.DEFAULT).candidates("0"));
        }
        assertBothHappened();
    }
}
