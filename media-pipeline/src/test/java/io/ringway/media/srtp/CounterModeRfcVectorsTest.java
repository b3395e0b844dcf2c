package io.ringway.media.srtp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CounterModeRfcVectorsTest {

    private static final HexFormat HEX = HexFormat.of();

    @ParameterizedTest
    @MethodSource("io.ringway.media.srtp.Sessions#providers")
    void shouldMakeTheKeystreamOfRfc3711B2(CryptoProvider provider) {
        byte[] key = SrtpVectors.hex("session_key");
        byte[] offset = SrtpVectors.hex("salt_shifted");
        try (SrtpCrypto crypto = Sessions.crypto(provider);
                CounterModeCipher cipher = cipher(crypto, key)) {
            for (String from : new String[] {"0000", "FEFF"}) {
                byte[] keystream = keystream(cipher, offset, Integer.parseInt(from, 16), 48);
                for (int block = 0; block < 3; block++) {
                    String name = "%04X".formatted(Integer.parseInt(from, 16) + block);
                    byte[] expected = SrtpVectors.hex(name);
                    assertArrayEquals(
                            expected, Arrays.copyOfRange(keystream, 16 * block, 16 * block + 16));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.ringway.media.srtp.Sessions#providers")
    void shouldMakeTheKeystreamOfRfc6188(CryptoProvider provider) {
        byte[] key =
                HEX.parseHex("57f82fe3613fd170a85ec93c40b1f0922ec4cb0dc025b58272147cc438944a98");
        byte[] offset = HEX.parseHex("f0f1f2f3f4f5f6f7f8f9fafbfcfd0000");
        String text = SrtpVectors.rfc6188();
        Matcher line =
                Pattern.compile("f0f1f2f3f4f5f6f7f8f9fafbfcfd([0-9a-f]{4}) +([0-9a-f]{32})")
                        .matcher(text.substring(0, text.indexOf("\n7.2.")));
        int lines = 0;
        try (SrtpCrypto crypto = Sessions.crypto(provider);
                CounterModeCipher cipher = cipher(crypto, key)) {
            while (line.find()) {
                int counter = Integer.parseInt(line.group(1), 16);
                byte[] keystream = keystream(cipher, offset, counter, 16);
                assertEquals(line.group(2), HEX.formatHex(keystream));
                lines++;
            }
        }
        assertEquals(6, lines);
    }

    /** The packet every SRTP stack checks itself with, from the master key of RFC 3711 B.3. */
    @ParameterizedTest
    @MethodSource("io.ringway.media.srtp.Sessions#providers")
    void shouldSealTheReferencePacket(CryptoProvider provider) {
        byte[] key = SrtpVectors.hex("master_key");
        byte[] salt = SrtpVectors.hex("master_salt");
        SrtpKeys keys = new SrtpKeys(SrtpProfile.AES128_CM_HMAC_SHA1_80, key, salt, key, salt);
        String header = "800f1234decafbadcafebabe";
        UnsafeBuffer plain = Sessions.buffer(HEX.parseHex(header + "ab".repeat(16)));
        UnsafeBuffer sealed = Sessions.buffer();
        try (SrtpCrypto crypto = Sessions.crypto(provider);
                SrtpSender sender = crypto.newSender(keys)) {
            int length = sender.sealRtp(plain, 0, 28, sealed, 0);

            assertEquals(
                    header + "4e55dc4ce79978d88ca4d215949d2402" + "b78d6acc99ea179b8dbb",
                    HEX.formatHex(Sessions.bytes(sealed, 0, length)));
        }
        EveryBitFlip.mustBeRefused(provider, keys, Sessions.bytes(sealed, 0, 38), false);
    }

    private static CounterModeCipher cipher(SrtpCrypto crypto, byte[] key) {
        SessionKeys keys = new SessionKeys(key.clone(), new byte[14], new byte[20]);
        SrtpCipher cipher = crypto.cipher(false, keys, 10, true);
        assertTrue(cipher instanceof CounterModeCipher);
        return (CounterModeCipher) cipher;
    }

    private static byte[] keystream(
            CounterModeCipher cipher, byte[] offset, int counter, int length) {
        ByteBuffer block = ByteBuffer.wrap(offset);
        UnsafeBuffer zeros = Sessions.buffer();
        UnsafeBuffer out = Sessions.buffer();
        long high = block.getLong(0);
        cipher.crypt(high, block.getLong(8) + counter, zeros, 0, length, out, 0);
        return Sessions.bytes(out, 0, length);
    }
}
