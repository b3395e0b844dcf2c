package io.ringway.bench;

import io.ringway.media.srtp.SrtpKeys;
import io.ringway.media.srtp.SrtpProfile;
import java.security.GeneralSecurityException;
import org.agrona.MutableDirectBuffer;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.utils.ByteArrayBuffer;
import org.jitsi.utils.logging2.LoggerImpl;

/** jitsi-srtp, which works in place on the heap, so packets are copied there. */
final class JitsiSrtp implements SrtpSubject {

    private static final int HMAC_KEY_BYTES = 20;

    private final SrtpCryptoContext opener;
    private final SrtpCryptoContext sealer;
    private final HeapPacket packet = new HeapPacket();

    JitsiSrtp(SrtpKeys keys, int ssrc) {
        opener = context(keys, ssrc, false);
        sealer = context(keys, ssrc, true);
    }

    @Override
    public int open(MutableDirectBuffer sealed, int offset, int length) {
        packet.read(sealed, offset, length);
        try {
            SrtpErrorStatus status = opener.reverseTransformPacket(packet, false);
            return status == SrtpErrorStatus.OK ? packet.getLength() : -1;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int seal(MutableDirectBuffer plain, int length, MutableDirectBuffer out, int outOffset) {
        packet.read(plain, 0, length);
        try {
            SrtpErrorStatus status = sealer.transformPacket(packet);
            out.putBytes(outOffset, packet.getBuffer(), 0, packet.getLength());
            return status == SrtpErrorStatus.OK ? packet.getLength() : -1;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The garbage collector has it all. */
    @Override
    public void close() {}

    private static SrtpCryptoContext context(SrtpKeys keys, int ssrc, boolean sender) {
        SrtpPolicy policy = policy(keys.profile());
        SrtpContextFactory factory =
                new SrtpContextFactory(
                        sender,
                        keys.localKey().clone(),
                        keys.localSalt().clone(),
                        policy,
                        policy,
                        new LoggerImpl(JitsiSrtp.class.getName()));
        try {
            return factory.deriveContext(ssrc, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SrtpPolicy policy(SrtpProfile profile) {
        return new SrtpPolicy(
                profile.aead() ? SrtpPolicy.AESGCM_ENCRYPTION : SrtpPolicy.AESCM_ENCRYPTION,
                profile.keyBytes(),
                profile.aead()
                        ? SrtpPolicy.NULL_AUTHENTICATION
                        : SrtpPolicy.HMACSHA1_AUTHENTICATION,
                profile.aead() ? 0 : HMAC_KEY_BYTES,
                profile.tagBytes(),
                profile.saltBytes());
    }

    /** A packet as jitsi-utils wants it. */
    private static final class HeapPacket implements ByteArrayBuffer {

        private final byte[] buffer = new byte[512];
        private int offset;
        private int length;

        void read(MutableDirectBuffer from, int fromOffset, int bytes) {
            from.getBytes(fromOffset, buffer, 0, bytes);
            offset = 0;
            length = bytes;
        }

        @Override
        public byte[] getBuffer() {
            return buffer;
        }

        @Override
        public int getOffset() {
            return offset;
        }

        @Override
        public int getLength() {
            return length;
        }

        @Override
        public void setLength(int length) {
            this.length = length;
        }

        @Override
        public void setOffset(int offset) {
            this.offset = offset;
        }

        @Override
        public boolean isInvalid() {
            return false;
        }

        @Override
        public void readRegionToBuff(int from, int bytes, byte[] out) {
            System.arraycopy(buffer, offset + from, out, 0, bytes);
        }

        @Override
        public void grow(int bytes) {
            if (offset + length + bytes > buffer.length) {
                throw new IllegalStateException("packet longer than " + buffer.length);
            }
        }

        @Override
        public void append(byte[] data, int bytes) {
            grow(bytes);
            System.arraycopy(data, 0, buffer, offset + length, bytes);
            length += bytes;
        }

        @Override
        public void shrink(int bytes) {
            length -= bytes;
        }
    }
}
