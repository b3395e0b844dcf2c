package io.ringway.media.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Seeded mutations: a candidate, null or an error in words, and what is read can be written. */
class IceCandidateFuzzTest {

    private static final long SEED = 8839;
    private static final int ROUNDS = 200_000;
    private static final List<String> SEEDS =
            List.of(
                    "candidate:842163049 1 udp 1677729535 203.0.113.7 50123 typ srflx raddr"
                            + " 10.99.0.1 rport 51071 generation 0 ufrag aB3+ network-id 1",
                    "candidate:0 1 UDP 2122252543 2001:db8::1 57357 typ host",
                    "candidate:2 1 tcp 1518280447 10.99.0.1 9 typ host tcptype active",
                    "a=candidate:2 1 udp 2113937151 1f4712db-ea17-4bcf.local 54400 typ host");
    private static final String SPICE = " :.%-+0123456789abcdefxtyp\r\n\t\u0000\u00ff\ud83d";

    private final Random random = new Random(SEED);

    @Test
    void shouldSurviveMutations() {
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String text = mutate(SEEDS.get(round % SEEDS.size()));
            IceCandidate candidate = parse(text);
            if (candidate != null) {
                read++;
                String sdp = candidate.toSdp();
                assertTrue(sdp.chars().allMatch(c -> c >= ' ' && c < 0x7F), sdp);
                assertEquals(candidate, IceCandidate.parse(sdp), text);
                var address = candidate.socketAddress();
                assertTrue(address == null || !address.isUnresolved());
            }
        }
        assertTrue(read > ROUNDS / 10, "only " + read + " mutants were read");
    }

    private static @Nullable IceCandidate parse(String text) {
        try {
            return IceCandidate.parse(text);
        } catch (IllegalArgumentException e) {
            assertTrue(String.valueOf(e.getMessage()).startsWith("candidate"), e::toString);
            return null;
        }
    }

    private String mutate(String original) {
        StringBuilder text = new StringBuilder(original);
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes && !text.isEmpty(); i++) {
            int at = random.nextInt(text.length());
            char spice = SPICE.charAt(random.nextInt(SPICE.length()));
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, spice);
                case 1 -> text.insert(at, spice);
                case 2 -> text.deleteCharAt(at);
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 20)));
            }
        }
        return text.toString();
    }
}
