package io.ringway.media.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PromisedCertificatesTest {

    private static final byte[] MINE = {1, 2, 3};
    private static final byte[] OTHER = {3, 2, 1};

    @Test
    void shouldAcceptAnyOfSeveralOfOneHash() {
        var promised = promise(of("sha-256", OTHER), of("sha-256", MINE));
        assertTrue(promised.include(MINE));
        assertTrue(promised.include(OTHER));
        assertFalse(promised.include(new byte[] {9}));
    }

    @Test
    void shouldIgnoreWeakerHashesWhenAStrongerIsGiven() {
        var promised = promise(of("sha-1", MINE), of("sha-256", OTHER));
        assertFalse(promised.include(MINE));
        assertTrue(promised.include(OTHER));
    }

    @Test
    void shouldAcceptAWeakHashWhenItIsAllThereIs() {
        assertTrue(promise(of("sha-1", MINE)).include(MINE));
    }

    @Test
    void shouldSayWhatCameInsteadOfWhatWasPromised() {
        assertEquals(
                "remote certificate "
                        + of("sha-256", MINE)
                        + " is not the one promised in the SDP: "
                        + of("sha-256", OTHER),
                promise(of("sha-256", OTHER)).mismatch(MINE));
    }

    @Test
    void shouldRefuseToPromiseNothing() {
        assertThrows(IllegalArgumentException.class, () -> PromisedCertificates.of(List.of()));
    }

    private static CertificateFingerprint of(String hash, byte[] certificate) {
        return CertificateFingerprint.of(hash, certificate);
    }

    private static PromisedCertificates promise(CertificateFingerprint... fingerprints) {
        return PromisedCertificates.of(List.of(fingerprints));
    }
}
