package io.ringway.media.srtp;

import java.util.Optional;

/**
 * Makes the SRTP sessions of one shard. All of them share its scratch memory, so they belong to the
 * same thread.
 *
 * <p>Thread: one owner. Close it after its sessions; native scratch lives until the last is closed.
 */
public final class SrtpCrypto implements AutoCloseable {

    private final SrtpSettings settings;
    private final CipherFactory ciphers;

    private SrtpCrypto(SrtpSettings settings, CipherFactory ciphers) {
        this.settings = settings;
        this.ciphers = ciphers;
    }

    /**
     * Settles the provider.
     *
     * @throws IllegalStateException when the settings demand libcrypto and it cannot be used; the
     *     message says what to install
     */
    public static SrtpCrypto open(SrtpSettings settings) {
        return new SrtpCrypto(settings, factory(settings, Libcrypto.problem()));
    }

    /** The provider in use, never {@link CryptoProvider#AUTO}. */
    public CryptoProvider provider() {
        return ciphers.provider();
    }

    /** Provider and version for a log line. */
    public String description() {
        return ciphers.description();
    }

    /** Opens what the remote side seals. */
    public SrtpReceiver newReceiver(SrtpKeys keys) {
        KeyDerivation derivation = new KeyDerivation(keys.remoteKey(), keys.remoteSalt());
        return new SrtpReceiver(
                settings,
                rtpCipher(keys.profile(), derivation, false),
                rtcpCipher(keys.profile(), derivation, false));
    }

    /** Seals with this side's key. */
    public SrtpSender newSender(SrtpKeys keys) {
        KeyDerivation derivation = new KeyDerivation(keys.localKey(), keys.localSalt());
        return new SrtpSender(
                settings,
                rtpCipher(keys.profile(), derivation, true),
                rtcpCipher(keys.profile(), derivation, true));
    }

    private SrtpCipher rtpCipher(SrtpProfile profile, KeyDerivation keys, boolean sealing) {
        return cipher(profile.aead(), keys.rtpKeys(profile), profile.tagBytes(), sealing);
    }

    private SrtpCipher rtcpCipher(SrtpProfile profile, KeyDerivation keys, boolean sealing) {
        return cipher(profile.aead(), keys.rtcpKeys(profile), profile.rtcpTagBytes(), sealing);
    }

    /** A cipher with session keys as they are, which are erased. */
    SrtpCipher cipher(boolean aead, SessionKeys keys, int tagBytes, boolean sealing) {
        try {
            return ciphers.create(aead, keys, tagBytes, sealing);
        } finally {
            keys.erase();
        }
    }

    @Override
    public void close() {
        ciphers.close();
    }

    /**
     * @param libcryptoProblem why libcrypto cannot be used, if it cannot
     */
    static CipherFactory factory(SrtpSettings settings, Optional<String> libcryptoProblem) {
        return switch (settings.provider()) {
            case JCA -> new JcaCiphers(settings);
            case AUTO ->
                    libcryptoProblem.isEmpty() ? new LibcryptoCiphers() : new JcaCiphers(settings);
            case LIBCRYPTO -> {
                if (libcryptoProblem.isPresent()) {
                    throw new IllegalStateException(libcryptoProblem.get());
                }
                yield new LibcryptoCiphers();
            }
        };
    }
}
