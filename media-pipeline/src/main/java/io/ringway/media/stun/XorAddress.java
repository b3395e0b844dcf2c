package io.ringway.media.stun;

import static io.ringway.media.stun.StunAttribute.FAMILY_IPV4;
import static io.ringway.media.stun.StunAttribute.FAMILY_IPV6;
import static io.ringway.media.stun.StunAttribute.MAGIC_COOKIE;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The value of XOR-MAPPED-ADDRESS (RFC 8489 §14.2). The address is XORed with the cookie and the
 * transaction id, which lie at byte 4 of the message, so every method takes a buffer that starts
 * where the message starts.
 */
final class XorAddress {

    private static final int COOKIE_OFFSET = 4;
    private static final int PREFIX_BYTES = 4;

    private XorAddress() {}

    static boolean wellFormed(DirectBuffer message, int at, int length) {
        if (length < PREFIX_BYTES) {
            return false;
        }
        int family = message.getByte(at + 1) & 0xFF;
        return (family == FAMILY_IPV4 && length == 8) || (family == FAMILY_IPV6 && length == 20);
    }

    /** Bytes a value for that address takes. */
    static int lengthOf(byte[] address) {
        return PREFIX_BYTES + address.length;
    }

    static InetSocketAddress read(DirectBuffer message, int at) {
        boolean v6 = message.getByte(at + 1) == FAMILY_IPV6;
        int port = message.getShort(at + 2, ByteOrder.BIG_ENDIAN) & 0xFFFF;
        byte[] address = new byte[v6 ? 16 : 4];
        for (int i = 0; i < address.length; i++) {
            int mask = message.getByte(COOKIE_OFFSET + i);
            address[i] = (byte) (message.getByte(at + PREFIX_BYTES + i) ^ mask);
        }
        return new InetSocketAddress(ofBytes(address), port ^ (MAGIC_COOKIE >>> 16));
    }

    static void write(MutableDirectBuffer buffer, int messageAt, int at, byte[] address, int port) {
        buffer.putByte(at, (byte) 0);
        buffer.putByte(at + 1, (byte) (address.length == 4 ? FAMILY_IPV4 : FAMILY_IPV6));
        int xorPort = port ^ (MAGIC_COOKIE >>> 16);
        buffer.putShort(at + 2, (short) xorPort, ByteOrder.BIG_ENDIAN);
        for (int i = 0; i < address.length; i++) {
            int mask = buffer.getByte(messageAt + COOKIE_OFFSET + i);
            buffer.putByte(at + PREFIX_BYTES + i, (byte) (address[i] ^ mask));
        }
    }

    private static InetAddress ofBytes(byte[] address) {
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("address of " + address.length + " bytes", e);
        }
    }
}
