package io.ringway.media.srtp;

import java.security.GeneralSecurityException;

/** Ciphers of javax.crypto. */
final class JcaCiphers implements CipherFactory {

    private final JcaScratch scratch;

    JcaCiphers(SrtpSettings settings) {
        scratch = new JcaScratch(settings.maxPacketBytes());
    }

    @Override
    public CryptoProvider provider() {
        return CryptoProvider.JCA;
    }

    @Override
    public String description() {
        return "javax.crypto of Java " + Runtime.version();
    }

    @Override
    public SrtpCipher create(boolean aead, SessionKeys keys, int tagBytes, boolean sealing) {
        try {
            return aead ? new JcaGcm(keys, scratch) : new JcaCounterMode(keys, tagBytes, scratch);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JVM has no AES for " + keys, e);
        }
    }

    /** Nothing off-heap. */
    @Override
    public void close() {}
}
