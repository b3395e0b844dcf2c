package io.ringway.media.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses between this process and the kernel. */
class SocketAddressesTest {

    private final UnsafeBuffer memory = new UnsafeBuffer(ByteBuffer.allocateDirect(64));
    private final KnownSources sources = new KnownSources(8);

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 0, false, 16",
        "192.0.2.255, 65535, false, 16",
        "255.1.128.7, 32768, false, 16",
        "192.0.2.1, 4660, true, 28",
        "2001:db8::ff, 255, true, 28",
        "::1, 65280, true, 28",
        "2001:db8::1, 9, false, 28",
    })
    void shouldReadWhatWasWritten(String host, int port, boolean ofIpv6, int length)
            throws Exception {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(host), port);
        assertEquals(length, SocketAddresses.write(address, ofIpv6, memory, 8));
        assertEquals(length == 28, SocketAddresses.isIpv6(memory, 8));
        assertEquals(address, SocketAddresses.read(memory, 8));
        assertEquals(length, new KnownRemotes(ofIpv6, 10).write(address, memory, 32));
        assertEquals(address, SocketAddresses.read(memory, 32));
    }

    @Test
    void shouldLayOutAnAddressAsLinuxDoes() throws Exception {
        var address = new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 0x1234);
        SocketAddresses.write(address, false, memory, 0);
        byte[] bytes = new byte[8];
        memory.getBytes(0, bytes);
        assertEquals("[2, 0, 18, 52, -64, 0, 2, 1]", Arrays.toString(bytes));
    }

    @Test
    void shouldKeepTheScopeOfALinkLocalAddress() throws Exception {
        byte[] host = InetAddress.getByName("fe80::1").getAddress();
        var address = new InetSocketAddress(Inet6Address.getByAddress(null, host, 3), 5_060);
        SocketAddresses.write(address, true, memory, 0);
        InetSocketAddress read = SocketAddresses.read(memory, 0);
        assertEquals(address, read);
        assertEquals(3, ((Inet6Address) read.getAddress()).getScopeId());
        assertSame(sources.of(memory, 0), sources.of(memory, 0));
        InetSocketAddress other =
                new InetSocketAddress(Inet6Address.getByAddress(null, host, 4), 5_060);
        SocketAddresses.write(other, true, memory, 32);
        assertNotEquals(3, ((Inet6Address) sources.of(memory, 32).getAddress()).getScopeId());
    }

    @Test
    void shouldKnowASourceAgainByTheSameObject() throws Exception {
        for (String host : new String[] {"192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8::2"}) {
            var address = new InetSocketAddress(InetAddress.getByName(host), 7_078);
            SocketAddresses.write(address, host.contains(":"), memory, 0);
            InetSocketAddress first = sources.of(memory, 0);
            assertEquals(address, first);
            assertSame(first, sources.of(memory, 0));
        }
    }

    @Test
    void shouldNotMistakeAnyOfTooManySources() throws Exception {
        KnownRemotes remotes = new KnownRemotes(false, 5);
        InetAddress host = InetAddress.getByName("192.0.2.1");
        for (int i = 0; i < 100; i++) {
            var address = new InetSocketAddress(host, 10_000 + i * 37 % 100);
            remotes.write(address, memory, 0);
            assertEquals(address, sources.of(memory, 0));
        }
        assertTrue(sources.size() <= 8);
    }

    @Test
    void shouldWriteTheLastAddressAgainAndAnotherAnew() throws Exception {
        LastRemote remote = new LastRemote(new KnownRemotes(true, 10));
        List<InetSocketAddress> addresses =
                List.of(
                        new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 1_000),
                        new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 1_001),
                        new InetSocketAddress(InetAddress.getByName("2001:db8::1"), 1_000));
        for (int turn : new int[] {0, 0, 1, 0, 2, 2, 1}) {
            memory.setMemory(0, 64, (byte) -1);
            assertEquals(28, remote.write(addresses.get(turn), memory, 8));
            InetSocketAddress read = SocketAddresses.read(memory, 8);
            assertEquals(addresses.get(turn), read);
        }
    }

    @Test
    void shouldFindTheLastSourceAgainAndAnotherAnew() throws Exception {
        LastSource source = new LastSource(sources);
        List<InetSocketAddress> addresses =
                List.of(
                        new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 1_000),
                        new InetSocketAddress(InetAddress.getByName("192.0.2.2"), 1_000),
                        new InetSocketAddress(InetAddress.getByName("2001:db8::1"), 1_000),
                        new InetSocketAddress(InetAddress.getByName("2001:db8::2"), 1_000));
        for (int turn : new int[] {0, 0, 1, 0, 2, 2, 3, 2, 0}) {
            InetSocketAddress sender = addresses.get(turn);
            boolean ipv6 = sender.getAddress() instanceof Inet6Address;
            SocketAddresses.write(sender, ipv6, memory, 8);
            InetSocketAddress found = source.of(memory, 8);
            assertEquals(sender, found);
            assertSame(found, source.of(memory, 8));
        }
    }

    /** Many calls come from one network, all by the same port. */
    @Test
    void shouldFindNeighboursWithoutMakingThemAnew() throws Exception {
        KnownSources many = new KnownSources(16_384);
        List<InetSocketAddress> made = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            for (int host = 0; host < 2_000; host++) {
                byte[] bytes = {10, 1, (byte) (host >> 8), (byte) host};
                var address = new InetSocketAddress(InetAddress.getByAddress(bytes), 40_000);
                SocketAddresses.write(address, false, memory, 0);
                InetSocketAddress found = many.of(memory, 0);
                assertEquals(address, found);
                if (round == 0) {
                    made.add(found);
                } else {
                    assertSame(made.get(host), found, address.toString());
                }
            }
        }
        assertEquals(2_000, many.size());
    }
}
