package io.ringway.media.net;

import java.net.InetSocketAddress;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The address objects of those who sent lately, found by the kernel's bytes, so that a datagram of
 * somebody known makes no object. Of a fixed size: whoever is new may take another's place, which
 * costs that one an object at its next datagram and nothing else.
 *
 * <p>Thread: an event loop.
 */
final class KnownSources implements SourceNames {

    /** Places looked at for one address. */
    private static final int PROBES = 8;

    private static final int WORDS = 3;

    private final long[] words;
    private final @Nullable InetSocketAddress[] addresses;
    private final int mask;
    private int nextVictim;

    /**
     * @param places a power of two, at least 8
     */
    KnownSources(int places) {
        this.words = new long[WORDS * places];
        this.addresses = new InetSocketAddress[places];
        this.mask = places - 1;
    }

    @Override
    public InetSocketAddress of(DirectBuffer memory, int offset) {
        boolean ipv6 = SocketAddresses.isIpv6(memory, offset);
        // Family and port; then IPv4's host, or the scope in place of the flow label.
        long head = memory.getLong(offset);
        long high = 0;
        long low = 0;
        if (ipv6) {
            head = (head & 0xFFFF_FFFFL) | ((long) memory.getInt(offset + 24) << 32);
            high = memory.getLong(offset + 8);
            low = memory.getLong(offset + 16);
        }
        int home = hash(head, high, low);
        for (int i = 0; i < PROBES; i++) {
            int place = (home + i) & mask;
            InetSocketAddress known = addresses[place];
            if (known == null) {
                return put(place, head, high, low, SocketAddresses.read(memory, offset));
            }
            if (words[WORDS * place] == head
                    && words[WORDS * place + 1] == high
                    && words[WORDS * place + 2] == low) {
                return known;
            }
        }
        int place = (home + (nextVictim++ & (PROBES - 1))) & mask;
        return put(place, head, high, low, SocketAddresses.read(memory, offset));
    }

    /** How many are known now. */
    int size() {
        return (int) Arrays.stream(addresses).filter(a -> a != null).count();
    }

    private InetSocketAddress put(
            int place, long head, long high, long low, InetSocketAddress address) {
        words[WORDS * place] = head;
        words[WORDS * place + 1] = high;
        words[WORDS * place + 2] = low;
        addresses[place] = address;
        return address;
    }

    private static int hash(long head, long high, long low) {
        long mixed = (head ^ Long.rotateLeft(high, 17) ^ Long.rotateLeft(low, 41)) + high;
        // IPv4's host lies above, where multiplying would leave out what tells its neighbours
        // apart.
        mixed ^= mixed >>> 32;
        mixed *= 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed >>> 32);
    }
}
