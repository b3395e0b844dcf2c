package io.ringway.media.net;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The kernel's form of addresses that are sent to, made once each: asking an address object for its
 * bytes allocates. Bounded: when full, all are forgotten and made again as they are needed.
 *
 * <p>Thread: its sender's.
 */
final class KnownRemotes implements RemoteNames {

    private final Map<InetSocketAddress, Form> forms = new HashMap<>();
    private final UnsafeBuffer scratch =
            new UnsafeBuffer(ByteBuffer.allocateDirect(SocketAddresses.MAX_BYTES));
    private final boolean ipv6;
    private final int max;

    /** The bytes of an address, as longs of this machine. */
    private record Form(long first, long second, long third, long fourth, int length) {}

    /**
     * @param ipv6 whether they are for sockets of IPv6
     */
    KnownRemotes(boolean ipv6, int max) {
        this.ipv6 = ipv6;
        this.max = max;
    }

    @Override
    public int write(InetSocketAddress remote, MutableDirectBuffer memory, int offset) {
        Form form = forms.get(remote);
        if (form == null) {
            form = learn(remote);
        }
        memory.putLong(offset, form.first);
        memory.putLong(offset + 8, form.second);
        memory.putLong(offset + 16, form.third);
        memory.putLong(offset + 24, form.fourth);
        return form.length;
    }

    private Form learn(InetSocketAddress remote) {
        if (forms.size() >= max) {
            forms.clear();
        }
        int length = SocketAddresses.write(remote, ipv6, scratch, 0);
        Form form =
                new Form(
                        scratch.getLong(0),
                        scratch.getLong(8),
                        scratch.getLong(16),
                        scratch.getLong(24),
                        length);
        forms.put(remote, form);
        return form;
    }
}
