package io.ringway.media.srtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SrtpCryptoTest {

    private static final int PAGE_BYTES = 4_096;
    private static final long MOST_GROWN_BYTES = 30L << 20;

    @Test
    void shouldSettleOnAProviderAndSayWhich() {
        try (SrtpCrypto auto = Sessions.crypto(CryptoProvider.AUTO)) {
            assertNotEquals(CryptoProvider.AUTO, auto.provider());
            boolean native3 = auto.description().contains("OpenSSL 3");
            assertEquals(auto.provider() == CryptoProvider.LIBCRYPTO, native3);
        }
        try (SrtpCrypto java = Sessions.crypto(CryptoProvider.JCA)) {
            assertEquals(CryptoProvider.JCA, java.provider());
            assertTrue(java.description().contains("javax.crypto"));
        }
    }

    @Test
    void shouldFallBackOnlyWhenTheProviderIsLeftOpen() {
        Optional<String> problem = Optional.of("no libcrypto here");
        SrtpSettings auto = Sessions.settings(CryptoProvider.AUTO);
        try (CipherFactory ciphers = SrtpCrypto.factory(auto, problem)) {
            assertEquals(CryptoProvider.JCA, ciphers.provider());
        }
        SrtpSettings demanded = Sessions.settings(CryptoProvider.LIBCRYPTO);
        IllegalStateException refusal =
                assertThrows(
                        IllegalStateException.class, () -> SrtpCrypto.factory(demanded, problem));
        assertEquals("no libcrypto here", refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"127,16,2048", "40000,16,2048", "128,0,2048", "128,2000,2048", "128,16,70000"})
    void shouldRefuseSettingsOutOfRange(int window, int maxSsrcs, int maxPacketBytes) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new SrtpSettings(CryptoProvider.AUTO, window, maxSsrcs, maxPacketBytes));
    }

    @Test
    void shouldNeverPrintKeys() {
        SrtpKeys keys = Sessions.loopKeys(SrtpProfile.AEAD_AES_256_GCM);
        SessionKeys session =
                new KeyDerivation(keys.localKey(), keys.localSalt()).rtpKeys(keys.profile());
        assertEquals("SessionKeys[256 bit]", session.toString());
        assertFalse(HmacPads.of(new byte[20]).toString().contains("["));
    }

    @Test
    void shouldOutliveItsFactoryUntilTheSessionCloses() {
        SrtpKeys keys = Sessions.loopKeys(SrtpProfile.AES128_CM_HMAC_SHA1_80);
        SrtpCrypto crypto = Sessions.crypto(CryptoProvider.AUTO);
        SrtpSender sender = crypto.newSender(keys);
        crypto.close();
        crypto.close();
        UnsafeBuffer out = Sessions.buffer();
        UnsafeBuffer plain = Sessions.buffer(Sessions.rtp(1, 1, 20));
        assertEquals(42, sender.sealRtp(plain, 0, 32, out, 0));
        sender.close();
    }

    @Test
    void shouldGiveBackAllNativeMemory() throws IOException {
        assumeTrue(
                Libcrypto.problem().isEmpty(),
                () -> "SKIPPED: " + Libcrypto.problem().orElseThrow());
        try (SrtpCrypto crypto = Sessions.crypto(CryptoProvider.LIBCRYPTO)) {
            // Kept, they would hold some 80 MB more each time; the heap grows now and then.
            long leastGrown = Long.MAX_VALUE;
            for (int round = 0; round < 10 && leastGrown > MOST_GROWN_BYTES; round++) {
                long before = residentBytes();
                openAndClose(crypto, 100_000);
                leastGrown = Math.min(leastGrown, residentBytes() - before);
            }
            assertTrue(
                    leastGrown <= MOST_GROWN_BYTES,
                    "resident memory grew by " + (leastGrown >> 20) + " MB and more each time");
        }
    }

    private static void openAndClose(SrtpCrypto crypto, int ciphers) {
        SrtpProfile[] profiles = SrtpProfile.values();
        for (int i = 0; i < ciphers; i++) {
            SrtpProfile profile = profiles[i % profiles.length];
            SessionKeys keys =
                    new SessionKeys(
                            new byte[profile.keyBytes()],
                            new byte[profile.saltBytes()],
                            new byte[profile.aead() ? 0 : SessionKeys.AUTH_KEY_BYTES]);
            crypto.cipher(profile.aead(), keys, profile.tagBytes(), false).close();
        }
    }

    private static long residentBytes() throws IOException {
        Path statm = Path.of("/proc/self/statm");
        assumeTrue(Files.exists(statm), "SKIPPED: no /proc/self/statm on this system");
        return Long.parseLong(Files.readString(statm).split(" ")[1]) * PAGE_BYTES;
    }
}
