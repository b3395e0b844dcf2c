package io.ringway.media.dtls;

import java.util.List;

/**
 * The certificates the remote SDP promised, by their fingerprints.
 *
 * <p>When the SDP uses several hash functions only those of the strongest count, and one of them
 * has to match (RFC 8122 §5).
 */
final class PromisedCertificates {

    private static final List<String> STRONGEST_FIRST =
            List.of("sha-512", "sha-384", "sha-256", "sha-224", "sha-1");

    private final List<CertificateFingerprint> fingerprints;

    private PromisedCertificates(List<CertificateFingerprint> fingerprints) {
        this.fingerprints = fingerprints;
    }

    static PromisedCertificates of(List<CertificateFingerprint> offered) {
        if (offered.isEmpty()) {
            throw new IllegalArgumentException("an association needs at least one fingerprint");
        }
        String strongest =
                STRONGEST_FIRST.stream()
                        .filter(hash -> offered.stream().anyMatch(f -> f.hash().equals(hash)))
                        .findFirst()
                        .orElseThrow();
        return new PromisedCertificates(
                offered.stream().filter(f -> f.hash().equals(strongest)).toList());
    }

    boolean include(byte[] derCertificate) {
        boolean match = false;
        for (CertificateFingerprint fingerprint : fingerprints) {
            match |= fingerprint.matches(derCertificate);
        }
        return match;
    }

    /** One line that says what came instead of what was promised. */
    String mismatch(byte[] derCertificate) {
        CertificateFingerprint actual =
                CertificateFingerprint.of(fingerprints.getFirst().hash(), derCertificate);
        return "remote certificate "
                + actual
                + " is not the one promised in the SDP: "
                + String.join(" or ", fingerprints.stream().map(Object::toString).toList());
    }
}
