package io.ringway.signaling.sip.auth;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.sip.message.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Seeded mutations of credentials: whatever comes of them, it is a verdict and never a pass. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class AuthParametersFuzzTest {

    private static final long SEED = 20_261_121L;
    private static final String ALPHABET = "\"\\,= \t\0;:abz09\u00e9/<>";
    private static final String VALID =
            "Digest username=\"alice\",realm=\"here\",nonce=\"abc\",uri=\"sip:b@c\","
                    + "response=\"00112233445566778899aabbccddeeff\",qop=auth,nc=00000001,cnonce=\"x\"";

    private final Random random = new Random(SEED);

    private String mutated() {
        StringBuilder text = new StringBuilder(VALID);
        for (int i = random.nextInt(5); i >= 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
                case 2 -> text.insert(at, text.substring(random.nextInt(at + 1), at));
                default -> text.setLength(at);
            }
        }
        return text.toString();
    }

    @Test
    void shouldSurviveAnything() {
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            String header = mutated();
            AuthParameters parameters = AuthParameters.parse(header);
            DigestCredentials credentials = DigestCredentials.parse(header);
            if (credentials != null) {
                assertNotNull(parameters, header);
                read++;
            }
        }
        assertTrue(read > 500 && read < 19_500, "mutants read: " + read);
    }

    @Test
    void shouldNeverPass() {
        DigestServer server =
                new DigestServer(
                        DigestSettings.defaults("here"),
                        AuthScope.USER_AGENT,
                        user -> new DigestSecret.Password("secret"),
                        new byte[32]);
        Request request = Messages.request("INVITE", "sip:b@c", "");
        for (int i = 0; i < 2_000; i++) {
            String value = mutated().replaceAll("\\p{Cntrl}", "");
            Request claiming = (Request) request.clone();
            try {
                claiming.setHeader(AuthScope.header("Authorization", value));
            } catch (IllegalStateException parserRefused) {
                continue;
            }
            DigestVerdict verdict =
                    server.verify(claiming, InetAddress.getLoopbackAddress(), 1_000L * i);
            assertTrue(verdict instanceof DigestVerdict.Challenge, value);
        }
    }
}
