package io.ringway.media.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;

class DtlsIdentityTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void shouldMakeAValidSelfSignedP256Certificate() throws Exception {
        DtlsIdentity identity = DtlsIdentity.create(new SecureRandom(), NOW);
        X509Certificate certificate =
                (X509Certificate)
                        CertificateFactory.getInstance("X.509")
                                .generateCertificate(
                                        new ByteArrayInputStream(identity.certificate()));
        certificate.verify(certificate.getPublicKey());
        certificate.checkValidity(Date.from(NOW));
        ECPublicKey key = (ECPublicKey) certificate.getPublicKey();
        assertEquals(256, key.getParams().getCurve().getField().getFieldSize());
        assertTrue(certificate.getSerialNumber().signum() > 0);
        assertTrue(identity.fingerprint().matches(identity.certificate()));
    }

    @Test
    void shouldMakeANewOneEachTime() {
        SecureRandom random = new SecureRandom();
        assertNotEquals(
                DtlsIdentity.create(random, NOW).fingerprint(),
                DtlsIdentity.create(random, NOW).fingerprint());
    }
}
