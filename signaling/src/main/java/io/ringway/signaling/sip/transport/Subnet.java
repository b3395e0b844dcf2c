package io.ringway.signaling.sip.transport;

import java.net.InetAddress;

/**
 * Addresses with a common prefix.
 *
 * @param prefixBits 0 to 32 or 128
 */
public record Subnet(InetAddress base, int prefixBits) {

    public Subnet {
        if (prefixBits < 0 || prefixBits > base.getAddress().length * 8) {
            throw new IllegalArgumentException(
                    base.getHostAddress() + "/" + prefixBits + " is not a subnet");
        }
    }

    /**
     * Reads {@code 10.0.0.0/8} or {@code fc00::/7}.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static Subnet parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException(text + " is not a subnet such as 10.0.0.0/8");
        }
        return new Subnet(
                InetAddress.ofLiteral(text.substring(0, slash)),
                Integer.parseInt(text.substring(slash + 1)));
    }

    /** Whether an address of the same family has that prefix. */
    public boolean contains(InetAddress address) {
        byte[] mine = base.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < prefixBits; bit++) {
            int mask = 0x80 >> (bit & 7);
            if (((mine[bit >> 3] ^ other[bit >> 3]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
