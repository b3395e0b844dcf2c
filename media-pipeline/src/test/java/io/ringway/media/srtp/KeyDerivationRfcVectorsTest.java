package io.ringway.media.srtp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyDerivationRfcVectorsTest {

    @Test
    void shouldDeriveKeysOfRfc3711B3() {
        byte[] key = SrtpVectors.hex("master_key");
        byte[] salt = SrtpVectors.hex("master_salt");

        assertArrayEquals(
                SrtpVectors.hex("cipher_key"), new KeyDerivation(key, salt).derive(0, 16));
        assertArrayEquals(
                SrtpVectors.hex("auth_key_94"), new KeyDerivation(key, salt).derive(1, 94));
        assertArrayEquals(
                SrtpVectors.hex("cipher_salt"), new KeyDerivation(key, salt).derive(2, 14));
    }

    @Test
    void shouldDeriveASessionsKeysOfRfc3711B3() {
        SessionKeys keys =
                new KeyDerivation(SrtpVectors.hex("master_key"), SrtpVectors.hex("master_salt"))
                        .rtpKeys(SrtpProfile.AES128_CM_HMAC_SHA1_80);

        assertArrayEquals(SrtpVectors.hex("cipher_key"), keys.cipherKey());
        assertArrayEquals(SrtpVectors.hex("cipher_salt"), keys.salt());
        assertArrayEquals(
                Arrays.copyOf(SrtpVectors.hex("auth_key_94"), SessionKeys.AUTH_KEY_BYTES),
                keys.authKey());
    }

    @ParameterizedTest
    @CsvSource({"7.2,32", "7.4,24"})
    void shouldDeriveKeysOfRfc6188(String section, int keyBytes) {
        String text = SrtpVectors.rfc6188();
        text = text.substring(text.indexOf("\n" + section + "."));
        byte[] key = hex(text, "master key: +", 64 * keyBytes / 32);
        byte[] salt = hex(text, "master salt: ", 28);

        assertArrayEquals(
                hex(text, "cipher key: +", 2 * keyBytes),
                new KeyDerivation(key, salt).derive(0, keyBytes));
        assertArrayEquals(hex(text, "auth key: ", 40), new KeyDerivation(key, salt).derive(1, 20));
        assertArrayEquals(
                hex(text, "cipher salt: +", 28), new KeyDerivation(key, salt).derive(2, 14));
    }

    @Test
    void shouldTakeOtherLabelsForRtcp() {
        byte[] key = SrtpVectors.hex("master_key");
        byte[] salt = SrtpVectors.hex("master_salt");
        SessionKeys keys =
                new KeyDerivation(key, salt).rtcpKeys(SrtpProfile.AES128_CM_HMAC_SHA1_80);

        assertArrayEquals(new KeyDerivation(key, salt).derive(3, 16), keys.cipherKey());
        assertArrayEquals(new KeyDerivation(key, salt).derive(4, 20), keys.authKey());
        assertArrayEquals(new KeyDerivation(key, salt).derive(5, 14), keys.salt());
    }

    /** Hex digits behind a label, which the RFC breaks over two lines with remarks in between. */
    private static byte[] hex(String text, String label, int digits) {
        String group = "([0-9a-f]{4,})";
        Matcher matcher =
                Pattern.compile(label + group + "(?:[^\\n]*\\n +" + group + ")?").matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no " + label + " in the vectors");
        }
        String found = matcher.group(1);
        if (found.length() < digits) {
            found += matcher.group(2);
        }
        return HexFormat.of().parseHex(found);
    }
}
