package io.ringway.media.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;

/**
 * This side's key and self-made certificate: ECDSA on P-256, signed with SHA-256 (RFC 8827 §6.5).
 *
 * <p>Immutable; any thread. One serves a whole process, though legs may have their own.
 */
public final class DtlsIdentity {

    private static final Duration BACKDATED = Duration.ofDays(1);
    private static final Duration VALID = Duration.ofDays(3_650);

    private final ECPrivateKeyParameters privateKey;
    private final byte[] certificate;
    private final CertificateFingerprint fingerprint;

    private DtlsIdentity(ECPrivateKeyParameters privateKey, byte[] certificate) {
        this.privateKey = privateKey;
        this.certificate = certificate;
        this.fingerprint = CertificateFingerprint.sha256Of(certificate);
    }

    /**
     * Makes a new key and certificate, valid for ten years from a day before {@code now}.
     *
     * @param random source of the key and serial number
     */
    public static DtlsIdentity create(SecureRandom random, Instant now) {
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(
                new ECKeyGenerationParameters(
                        ECNamedDomainParameters.lookup(SECObjectIdentifiers.secp256r1), random));
        AsymmetricCipherKeyPair pair = generator.generateKeyPair();
        try {
            return new DtlsIdentity(
                    (ECPrivateKeyParameters) pair.getPrivate(),
                    certify(pair, random, now).getEncoded());
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("cannot make a DTLS certificate", e);
        }
    }

    /** What the SDP has to promise. */
    public CertificateFingerprint fingerprint() {
        return fingerprint;
    }

    /** The certificate in DER. */
    byte[] certificate() {
        return certificate.clone();
    }

    ECPrivateKeyParameters privateKey() {
        return privateKey;
    }

    private static X509CertificateHolder certify(
            AsymmetricCipherKeyPair pair, SecureRandom random, Instant now)
            throws IOException, OperatorCreationException {
        X500Name name = new X500Name("CN=ringway");
        var signature = new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withECDSA");
        var digest = new DefaultDigestAlgorithmIdentifierFinder().find(signature);
        return new X509v3CertificateBuilder(
                        name,
                        new BigInteger(63, random).add(BigInteger.ONE),
                        Date.from(now.minus(BACKDATED)),
                        Date.from(now.plus(VALID)),
                        name,
                        SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic()))
                .build(new BcECContentSignerBuilder(signature, digest).build(pair.getPrivate()));
    }
}
