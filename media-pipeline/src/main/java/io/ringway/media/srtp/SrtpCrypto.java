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
        return new SrtpCrypto(settings, factory(settings));
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
        return new SrtpReceiver(
                settings,
                rtpCipher(keys.profile(), keys.remoteKey(), keys.remoteSalt(), false),
                rtcpCipher(keys.profile(), keys.remoteKey(), keys.remoteSalt(), false));
    }

    /** Seals with this side's key. */
    public SrtpSender newSender(SrtpKeys keys) {
        return new SrtpSender(
                settings,
                rtpCipher(keys.profile(), keys.localKey(), keys.localSalt(), true),
                rtcpCipher(keys.profile(), keys.localKey(), keys.localSalt(), true));
    }

    /** A cipher with session keys as they are, which are erased. */
    SrtpCipher cipher(SrtpProfile profile, SessionKeys keys, boolean sealing) {
        try {
            return ciphers.create(profile, keys, sealing);
        } finally {
            keys.erase();
        }
    }

    @Override
    public void close() {
        ciphers.close();
    }

    private SrtpCipher rtpCipher(SrtpProfile profile, byte[] key, byte[] salt, boolean sealing) {
        return cipher(profile, KeyDerivation.rtpKeys(profile, key, salt), sealing);
    }

    private SrtpCipher rtcpCipher(SrtpProfile profile, byte[] key, byte[] salt, boolean sealing) {
        return cipher(profile, KeyDerivation.rtcpKeys(profile, key, salt), sealing);
    }

    private static CipherFactory factory(SrtpSettings settings) {
        if (settings.provider() == CryptoProvider.JCA) {
            return new JcaCiphers(settings);
        }
        Optional<String> problem = Libcrypto.problem();
        if (problem.isEmpty()) {
            return new LibcryptoCiphers();
        }
        if (settings.provider() == CryptoProvider.LIBCRYPTO) {
            throw new IllegalStateException(problem.get());
        }
        return new JcaCiphers(settings);
    }
}
