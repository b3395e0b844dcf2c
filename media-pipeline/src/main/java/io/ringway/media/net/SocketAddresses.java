package io.ringway.media.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Addresses as the kernel has them: struct sockaddr_in and sockaddr_in6 of Linux. Whole longs are
 * in this machine's byte order, which is little-endian wherever this is used.
 */
final class SocketAddresses {

    /** Room for either. */
    static final int MAX_BYTES = 32;

    private static final int IPV4 = 2;
    private static final int IPV6 = 10;
    private static final int IPV4_BYTES = 16;
    private static final int IPV6_BYTES = 28;
    private static final int PORT = 2;
    private static final int IPV4_HOST = 4;
    private static final int IPV6_HOST = 8;
    private static final int IPV6_SCOPE = 24;

    private SocketAddresses() {}

    static boolean isIpv6(DirectBuffer memory, int offset) {
        return memory.getShort(offset) == IPV6;
    }

    /** Reads an address. */
    static InetSocketAddress read(DirectBuffer memory, int offset) {
        int port = memory.getShort(offset + PORT, ByteOrder.BIG_ENDIAN) & 0xFFFF;
        boolean ipv6 = isIpv6(memory, offset);
        byte[] host = new byte[ipv6 ? 16 : 4];
        memory.getBytes(offset + (ipv6 ? IPV6_HOST : IPV4_HOST), host);
        try {
            int scope = ipv6 ? memory.getInt(offset + IPV6_SCOPE) : 0;
            InetAddress address =
                    scope == 0
                            ? InetAddress.getByAddress(host)
                            : Inet6Address.getByAddress(null, host, scope);
            return new InetSocketAddress(address, port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 and 16 bytes are addresses", e);
        }
    }

    /**
     * Writes an address.
     *
     * @param ipv6 whether the socket is one of IPv6, which knows IPv4 by mapped addresses
     * @return its length
     */
    static int write(
            InetSocketAddress address, boolean ipv6, MutableDirectBuffer memory, int offset) {
        byte[] host = address.getAddress().getAddress();
        // A host of IPv6 stays one: the kernel refuses it where the socket knows IPv4 only.
        boolean six = ipv6 || host.length == 16;
        memory.setMemory(offset, MAX_BYTES, (byte) 0);
        memory.putShort(offset, (short) (six ? IPV6 : IPV4));
        memory.putShort(offset + PORT, (short) address.getPort(), ByteOrder.BIG_ENDIAN);
        if (!six) {
            memory.putBytes(offset + IPV4_HOST, host);
            return IPV4_BYTES;
        }
        if (host.length == 4) {
            memory.putShort(offset + IPV6_HOST + 10, (short) 0xFFFF);
            memory.putBytes(offset + IPV6_HOST + 12, host);
        } else {
            memory.putBytes(offset + IPV6_HOST, host);
            memory.putInt(offset + IPV6_SCOPE, ((Inet6Address) address.getAddress()).getScopeId());
        }
        return IPV6_BYTES;
    }
}
