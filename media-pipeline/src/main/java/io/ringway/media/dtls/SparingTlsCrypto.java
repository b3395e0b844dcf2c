package io.ringway.media.dtls;

import java.security.SecureRandom;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.modes.AEADBlockCipher;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.gcm.BasicGCMMultiplier;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * bctls's own computing, but for GCM without tables.
 *
 * <p>An association protects a few hundred bytes in its life: the end of the handshake, and its
 * goodbye. Tables for fast multiplication would be 8 KB in 256 objects for each direction, filled
 * in the handshake and held as long as the call. Thread: any.
 */
class SparingTlsCrypto extends BcTlsCrypto {

    SparingTlsCrypto(SecureRandom random) {
        super(random);
    }

    @Override
    protected AEADBlockCipher createGCMMode(BlockCipher engine) {
        return GCMBlockCipher.newInstance(engine, new BasicGCMMultiplier());
    }
}
