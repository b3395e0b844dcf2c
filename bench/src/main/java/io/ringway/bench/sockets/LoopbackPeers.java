package io.ringway.bench.sockets;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;

/** The far ends: sockets on loopback that send G.711 packets and swallow what comes back. */
final class LoopbackPeers implements AutoCloseable {

    /** An RTP header and 20 ms of G.711. */
    static final int PACKET_BYTES = 172;

    private static final int BUFFER_BYTES = 200_000;

    private final List<DatagramChannel> channels = new ArrayList<>();
    private final List<InetSocketAddress> addresses = new ArrayList<>();
    private final ByteBuffer packet = ByteBuffer.allocateDirect(PACKET_BYTES);
    private final ByteBuffer swallowed = ByteBuffer.allocateDirect(2_048);

    LoopbackPeers(int count) throws IOException {
        packet.put(0, (byte) 0x80);
        for (int i = 0; i < count; i++) {
            DatagramChannel channel = DatagramChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            channel.configureBlocking(false);
            channels.add(channel);
            addresses.add((InetSocketAddress) channel.getLocalAddress());
        }
    }

    List<InetSocketAddress> addresses() {
        return addresses;
    }

    /** Has a peer send a packet. */
    void send(int peer, InetSocketAddress to) throws IOException {
        packet.clear();
        channels.get(peer).send(packet, to);
    }

    /** Empties the sockets, so that none is ever full. */
    void swallow() throws IOException {
        for (DatagramChannel channel : channels) {
            do {
                swallowed.clear();
            } while (channel.receive(swallowed) != null);
        }
    }

    @Override
    public void close() throws IOException {
        for (DatagramChannel channel : channels) {
            channel.close();
        }
    }
}
