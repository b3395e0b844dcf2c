package io.ringway.media.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.stun.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IceCredentialsTest {

    private static final String PWD = "a/valid+password/of22c";

    @Test
    void shouldCreateWellFormedOnesThatDiffer() {
        RandomSource random = RandomSource.ofSeed(5);
        IceCredentials first = IceCredentials.create(random);
        IceCredentials second = IceCredentials.create(random);

        assertEquals(first, IceCredentials.of(first.ufrag(), first.pwd()));
        assertNotEquals(first, second);
        assertTrue(first.ufrag().length() >= 4);
        assertTrue(first.pwd().length() >= 22);
        assertFalse(first.toString().contains(first.pwd()), "passwords stay out of logs");
    }

    @ParameterizedTest
    @CsvSource({"abc, " + PWD, "ab d, " + PWD, "abcd, short", "abcd, a-valid+password/of22c"})
    void shouldRefuseWhatSdpMayNotCarry(String ufrag, String pwd) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> IceCredentials.of(ufrag, pwd));

        String message = String.valueOf(e.getMessage());
        assertTrue(message.startsWith("ice-"), message);
        assertFalse(message.contains(pwd), "nor may errors show them");
    }

    @Test
    void shouldAcceptTheLimits() {
        IceCredentials limits = IceCredentials.of("a".repeat(256), "b".repeat(256));

        assertEquals(256, limits.ufrag().length());
        assertThrows(IllegalArgumentException.class, () -> IceCredentials.of("a".repeat(257), PWD));
    }
}
