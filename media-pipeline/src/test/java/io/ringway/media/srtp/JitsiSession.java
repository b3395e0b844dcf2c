package io.ringway.media.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.srtp.crypto.Aes;
import org.jitsi.utils.ByteArrayBuffer;
import org.jitsi.utils.logging2.LoggerImpl;
import org.jspecify.annotations.Nullable;

/** One direction of SRTP by jitsi-srtp, the other opinion in tests. */
final class JitsiSession {

    private final boolean sender;
    private final SrtpContextFactory factory;
    private final Map<Integer, SrtpCryptoContext> rtp = new HashMap<>();
    private final Map<Integer, SrtcpCryptoContext> rtcp = new HashMap<>();

    JitsiSession(boolean sender, SrtpProfile profile, byte[] key, byte[] salt) {
        Aes.setFactoryClassName("SunJCE");
        this.sender = sender;
        factory =
                new SrtpContextFactory(
                        sender,
                        key.clone(),
                        salt.clone(),
                        policy(profile, profile.tagBytes()),
                        policy(profile, profile.rtcpTagBytes()),
                        new LoggerImpl(JitsiSession.class.getName()));
    }

    /** The sealed packet. */
    byte[] sealRtp(int ssrc, byte[] plain) throws GeneralSecurityException {
        Packet packet = new Packet(plain);
        require(rtpContext(ssrc).transformPacket(packet));
        return packet.bytes();
    }

    byte[] sealRtcp(int ssrc, byte[] plain) throws GeneralSecurityException {
        Packet packet = new Packet(plain);
        require(rtcpContext(ssrc).transformPacket(packet));
        return packet.bytes();
    }

    /** The plain packet, or null when it is refused. */
    byte @Nullable [] openRtp(int ssrc, byte[] sealed) throws GeneralSecurityException {
        Packet packet = new Packet(sealed);
        SrtpErrorStatus status = rtpContext(ssrc).reverseTransformPacket(packet, false);
        return status == SrtpErrorStatus.OK ? packet.bytes() : null;
    }

    byte @Nullable [] openRtcp(int ssrc, byte[] sealed) throws GeneralSecurityException {
        Packet packet = new Packet(sealed);
        SrtpErrorStatus status = rtcpContext(ssrc).reverseTransformPacket(packet);
        return status == SrtpErrorStatus.OK ? packet.bytes() : null;
    }

    private SrtpCryptoContext rtpContext(int ssrc) throws GeneralSecurityException {
        SrtpCryptoContext context = rtp.get(ssrc);
        if (context == null) {
            context = factory.deriveContext(ssrc, 0);
            rtp.put(ssrc, context);
        }
        return context;
    }

    private SrtcpCryptoContext rtcpContext(int ssrc) throws GeneralSecurityException {
        SrtcpCryptoContext context = rtcp.get(ssrc);
        if (context == null) {
            context = factory.deriveControlContext(ssrc);
            rtcp.put(ssrc, context);
        }
        return context;
    }

    private void require(SrtpErrorStatus status) {
        if (status != SrtpErrorStatus.OK) {
            throw new AssertionError("jitsi-srtp, sender=" + sender + ": " + status);
        }
    }

    private static SrtpPolicy policy(SrtpProfile profile, int tagBytes) {
        return profile.aead()
                ? new SrtpPolicy(
                        SrtpPolicy.AESGCM_ENCRYPTION,
                        profile.keyBytes(),
                        SrtpPolicy.NULL_AUTHENTICATION,
                        0,
                        tagBytes,
                        profile.saltBytes())
                : new SrtpPolicy(
                        SrtpPolicy.AESCM_ENCRYPTION,
                        profile.keyBytes(),
                        SrtpPolicy.HMACSHA1_AUTHENTICATION,
                        SessionKeys.AUTH_KEY_BYTES,
                        tagBytes,
                        profile.saltBytes());
    }

    /** A packet as jitsi-utils wants it. */
    private static final class Packet implements ByteArrayBuffer {

        private byte[] buffer;
        private int offset;
        private int length;

        Packet(byte[] bytes) {
            buffer = Arrays.copyOf(bytes, bytes.length + 64);
            length = bytes.length;
        }

        byte[] bytes() {
            return Arrays.copyOfRange(buffer, offset, offset + length);
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
                buffer = Arrays.copyOf(buffer, offset + length + bytes);
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
