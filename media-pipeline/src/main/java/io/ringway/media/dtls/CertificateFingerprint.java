package io.ringway.media.dtls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A certificate's digest as SDP carries it: {@code sha-256 4A:AD:…} (RFC 8122 §5).
 *
 * @param hash lower-case hash name of the SDP: sha-1, sha-224, sha-256, sha-384 or sha-512
 * @param digest the digest's bytes
 */
public record CertificateFingerprint(String hash, byte[] digest) {

    private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();

    public CertificateFingerprint {
        digest = digest.clone();
        hash = hash.toLowerCase(Locale.ROOT);
        if (digest.length != lengthOf(hash)) {
            throw new IllegalArgumentException(
                    hash
                            + " fingerprint must have "
                            + lengthOf(hash)
                            + " bytes, got "
                            + digest.length);
        }
    }

    /**
     * Reads the value of an {@code a=fingerprint} line.
     *
     * @throws IllegalArgumentException when it is not {@code hash SP hex-pairs}
     */
    public static CertificateFingerprint parse(String value) {
        String[] parts = value.trim().split(" +");
        if (parts.length != 2) {
            throw new IllegalArgumentException(
                    "fingerprint must read '<hash> <XX:XX:…>', got '" + value + "'");
        }
        return new CertificateFingerprint(
                parts[0], COLONS.parseHex(parts[1].toUpperCase(Locale.ROOT)));
    }

    /** Digests a DER-encoded certificate with SHA-256. */
    public static CertificateFingerprint sha256Of(byte[] derCertificate) {
        return of("sha-256", derCertificate);
    }

    /** Digests a DER-encoded certificate with the named hash. */
    public static CertificateFingerprint of(String hash, byte[] derCertificate) {
        String name = hash.toUpperCase(Locale.ROOT);
        try {
            return new CertificateFingerprint(
                    hash, MessageDigest.getInstance(name).digest(derCertificate));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("unknown fingerprint hash '" + hash + "'", e);
        }
    }

    @Override
    public byte[] digest() {
        return digest.clone();
    }

    /** Whether this is the digest of that certificate, compared in constant time. */
    public boolean matches(byte[] derCertificate) {
        return MessageDigest.isEqual(digest, of(hash, derCertificate).digest);
    }

    /** The value of an {@code a=fingerprint} line. */
    public String toSdp() {
        return hash + " " + COLONS.formatHex(digest);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CertificateFingerprint that
                && hash.equals(that.hash)
                && Arrays.equals(digest, that.digest);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digest);
    }

    @Override
    public String toString() {
        return toSdp();
    }

    private static int lengthOf(String hash) {
        return switch (hash) {
            case "sha-1" -> 20;
            case "sha-224" -> 28;
            case "sha-256" -> 32;
            case "sha-384" -> 48;
            case "sha-512" -> 64;
            default ->
                    throw new IllegalArgumentException(
                            "fingerprint hash must be sha-1, sha-224, sha-256, sha-384 or sha-512, got '"
                                    + hash
                                    + "'");
        };
    }
}
