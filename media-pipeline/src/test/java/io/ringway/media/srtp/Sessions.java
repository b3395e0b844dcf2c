package io.ringway.media.srtp;

import static java.nio.ByteOrder.BIG_ENDIAN;

import io.ringway.media.rtp.RtpWriter;
import java.util.Random;
import java.util.stream.Stream;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.provider.Arguments;

/** What SRTP's tests share: providers, keys, packets, off-heap buffers. */
final class Sessions {

    static final int CAPACITY = 2_048;

    private Sessions() {}

    /** Every provider that can be used here; AUTO would hide one of them. */
    static Stream<CryptoProvider> providers() {
        return Libcrypto.problem().isEmpty()
                ? Stream.of(CryptoProvider.JCA, CryptoProvider.LIBCRYPTO)
                : Stream.of(CryptoProvider.JCA);
    }

    static Stream<Arguments> providersAndProfiles() {
        return providers()
                .flatMap(
                        provider ->
                                Stream.of(SrtpProfile.values())
                                        .map(profile -> Arguments.of(provider, profile)));
    }

    static SrtpSettings settings(CryptoProvider provider) {
        SrtpSettings defaults = SrtpSettings.DEFAULTS;
        return new SrtpSettings(
                provider,
                defaults.replayWindowPackets(),
                defaults.maxSsrcs(),
                defaults.maxPacketBytes());
    }

    static SrtpCrypto crypto(CryptoProvider provider) {
        return SrtpCrypto.open(settings(provider));
    }

    /**
     * The same key for both directions, so that a sender's packets open at a receiver of its own.
     */
    static SrtpKeys loopKeys(SrtpProfile profile) {
        Random random = new Random(1 + profile.ordinal());
        byte[] key = new byte[profile.keyBytes()];
        byte[] salt = new byte[profile.saltBytes()];
        random.nextBytes(key);
        random.nextBytes(salt);
        return new SrtpKeys(profile, key, salt, key, salt);
    }

    static UnsafeBuffer buffer() {
        return new UnsafeBuffer(BufferUtil.allocateDirectAligned(CAPACITY, 64));
    }

    static UnsafeBuffer buffer(byte[] bytes) {
        UnsafeBuffer buffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned(CAPACITY, 64));
        buffer.putBytes(0, bytes);
        return buffer;
    }

    static byte[] bytes(DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return bytes;
    }

    /** An RTP packet whose payload is told by its sequence number. */
    static byte[] rtp(int ssrc, int sequence, int payloadBytes) {
        UnsafeBuffer packet = new UnsafeBuffer(new byte[12 + payloadBytes]);
        RtpWriter.writeHeader(packet, 0, false, 111, sequence, 960L * sequence, ssrc);
        for (int i = 0; i < payloadBytes; i++) {
            packet.putByte(12 + i, (byte) (sequence * 31 + i));
        }
        return packet.byteArray();
    }

    /** A receiver report with one block, told by a number. */
    static byte[] rtcp(int ssrc, int number) {
        UnsafeBuffer packet = new UnsafeBuffer(new byte[32]);
        packet.putInt(0, 0x81C9_0007, BIG_ENDIAN);
        packet.putInt(4, ssrc, BIG_ENDIAN);
        packet.setMemory(8, 24, (byte) number);
        return packet.byteArray();
    }
}
