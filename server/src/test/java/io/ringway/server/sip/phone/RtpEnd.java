package io.ringway.server.sip.phone;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A phone's RTP: PCMU in packets of 20 ms, and everything that comes, kept. */
public final class RtpEnd implements AutoCloseable {

    /** Of everything said and heard. */
    public static final int RATE_HZ = 8_000;

    /** Samples of a packet. */
    public static final int SAMPLES = 160;

    private static final int PCMU = 0;
    private static final int EVENT = 101;
    private static final String KEYS = "0123456789*#ABCD";
    private static final int EVENT_PACKETS = 5;
    private static final int EVENT_ENDS = 3;
    private static final long PACKET_NS = TimeUnit.MILLISECONDS.toNanos(20);

    /** A longer pause is heard as one of this length. */
    private static final int MOST_LEFT_OUT = 8_000;

    private static final int RTCP_FIRST = 200;
    private static final int RTCP_LAST = 207;

    private final DatagramSocket socket;
    private final List<RtpPacket> received = new CopyOnWriteArrayList<>();
    private volatile InetSocketAddress peer;
    private int sequence = 100;
    private long timestamp = 1_000;
    private long ssrc = 0x1234_5678L;
    private int version = 1;

    private RtpEnd(DatagramSocket socket) {
        this.socket = socket;
        this.peer = new InetSocketAddress(socket.getLocalAddress(), 9);
        Thread.ofPlatform().daemon().name("rtp-" + socket.getLocalPort()).start(this::receive);
    }

    /** One on a free port of 127.0.0.1. */
    public static RtpEnd open() throws IOException {
        return open(InetAddress.getLoopbackAddress());
    }

    /** One on a free port of an address of this host. */
    public static RtpEnd open(InetAddress address) throws IOException {
        return new RtpEnd(new DatagramSocket(0, address));
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Where packets go from now on, at the address this one has. */
    public void talkTo(int port) {
        talkTo(new InetSocketAddress(socket.getLocalAddress(), port));
    }

    /** Where packets go from now on. */
    public void talkTo(InetSocketAddress there) {
        peer = there;
    }

    public int peerPort() {
        return peer.getPort();
    }

    /** Begins a stream with another SSRC, as one who spoofs has to. */
    public void changeSource(long newSsrc) {
        ssrc = newSsrc;
        sequence = 20_000;
    }

    /** A session description with PCMU and telephone events, sending and receiving. */
    public String offer() {
        return description("sendrecv", socket.getLocalAddress().getHostAddress());
    }

    /** The same with another codec in place of PCMU. */
    public String offer(PhoneCodec codec) {
        return codec.describe(offer());
    }

    /** The same with another direction and address, and a version one higher than before. */
    public String description(String direction, String address) {
        String typed = (address.contains(":") ? "IP6 " : "IP4 ") + address;
        return """
        v=0
        o=phone 1 %d IN %s
        s=-
        c=IN %s
        t=0 0
        m=audio %d RTP/AVP 0 101
        a=rtpmap:0 PCMU/8000
        a=rtpmap:101 telephone-event/8000
        a=fmtp:101 0-15
        a=ptime:20
        a=%s
        """
                .formatted(version++, typed, typed, port(), direction)
                .replace("\n", "\r\n");
    }

    /** Says sound of 8 kHz in real time; the number of packets that took. */
    public int speak(short[] samples) throws IOException {
        long dueNs = System.nanoTime();
        int packets = 0;
        for (int from = 0; from < samples.length; from += SAMPLES) {
            send(PCMU, packets == 0, G711.encode(samples, from, SAMPLES));
            timestamp += SAMPLES;
            packets++;
            dueNs = pause(dueNs + PACKET_NS);
        }
        return packets;
    }

    /** Says packets of a codec in real time. */
    public void speak(PhoneCodec codec, List<byte[]> packets) throws IOException {
        long dueNs = System.nanoTime();
        for (int i = 0; i < packets.size(); i++) {
            send(codec.payloadType(), i == 0, packets.get(i));
            timestamp += codec.ticks();
            dueNs = pause(dueNs + PACKET_NS);
        }
    }

    /** Presses a key for 100 ms (RFC 4733). */
    public void press(char key) throws IOException {
        long dueNs = System.nanoTime();
        for (int i = 1; i <= EVENT_PACKETS + EVENT_ENDS - 1; i++) {
            sendEvent(key, i, timestamp);
            dueNs = pause(dueNs + PACKET_NS);
        }
        timestamp += (long) (EVENT_PACKETS + EVENT_ENDS) * SAMPLES;
    }

    /** Presses a key for 100 ms as careless gateways do: by events, and in the sound as well. */
    public void pressAloud(char key) throws IOException {
        short[] tones = KeyTones.of(String.valueOf(key));
        long begin = timestamp;
        long dueNs = System.nanoTime();
        for (int i = 0; i < tones.length / SAMPLES; i++) {
            send(PCMU, i == 0, G711.encode(tones, i * SAMPLES, SAMPLES));
            if (i < EVENT_PACKETS + EVENT_ENDS - 1) {
                sendEvent(key, i + 1, begin);
            }
            timestamp += SAMPLES;
            dueNs = pause(dueNs + PACKET_NS);
        }
    }

    private void sendEvent(char key, int number, long begin) throws IOException {
        int length = Math.min(number, EVENT_PACKETS) * SAMPLES;
        int flags = number >= EVENT_PACKETS ? 0x8A : 0x0A;
        ByteBuffer payload = ByteBuffer.allocate(4);
        payload.put((byte) KEYS.indexOf(key)).put((byte) flags).putShort((short) length);
        send(EVENT, number == 1, begin, payload.array());
    }

    /** Keys that came by events, each of which begins at a time of its own (RFC 4733 §2.5.1.2). */
    public String keys() {
        StringBuilder keys = new StringBuilder();
        long last = -1;
        for (RtpPacket packet : received) {
            if (packet.payloadType() == EVENT && packet.timestamp() != last) {
                last = packet.timestamp();
                keys.append(KEYS.charAt(packet.payload()[0]));
            }
        }
        return keys.toString();
    }

    private void send(int payloadType, boolean marker, byte[] payload) throws IOException {
        send(payloadType, marker, timestamp, payload);
    }

    private void send(int payloadType, boolean marker, long atTimestamp, byte[] payload)
            throws IOException {
        byte[] bytes =
                new RtpPacket(payloadType, marker, sequence++, atTimestamp, ssrc, payload, 0)
                        .bytes();
        socket.send(new DatagramPacket(bytes, bytes.length, peer));
    }

    private static long pause(long dueNs) {
        for (long left = dueNs - System.nanoTime(); left > 0; left = dueNs - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return dueNs;
    }

    /** Everything that came so far but RTCP. */
    public List<RtpPacket> received() {
        return List.copyOf(received);
    }

    void forget() {
        received.clear();
    }

    /**
     * The sound that came as PCMU, in the order it came. What a timestamp leaves out is silence, as
     * it is to one who listens.
     */
    public short[] heard() {
        List<RtpPacket> sound =
                received.stream().filter(packet -> packet.payloadType() == PCMU).toList();
        int samples = 0;
        RtpPacket last = null;
        for (RtpPacket packet : sound) {
            samples += leftOut(last, packet) + packet.payload().length;
            last = packet;
        }
        short[] heard = new short[samples];
        int at = 0;
        last = null;
        for (RtpPacket packet : sound) {
            at += leftOut(last, packet);
            for (byte octet : packet.payload()) {
                heard[at++] = G711.decode(octet);
            }
            last = packet;
        }
        return heard;
    }

    private static int leftOut(@Nullable RtpPacket last, RtpPacket next) {
        if (last == null) {
            return 0;
        }
        int gap = (int) (next.timestamp() - last.timestamp()) - last.payload().length;
        boolean known = last.ssrc() == next.ssrc() && gap > 0;
        return known ? Math.min(gap, MOST_LEFT_OUT) : 0;
    }

    private void receive() {
        byte[] bytes = new byte[2_048];
        DatagramPacket datagram = new DatagramPacket(bytes, bytes.length);
        try {
            while (!socket.isClosed()) {
                datagram.setLength(bytes.length);
                socket.receive(datagram);
                keep(bytes, datagram.getLength(), System.nanoTime());
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private void keep(byte[] bytes, int length, long atNs) {
        int second = length < 12 ? RTCP_FIRST : bytes[1] & 0xFF;
        boolean control = second >= RTCP_FIRST && second <= RTCP_LAST;
        boolean rtp = length >= 12 && (bytes[0] & 0xC0) == 0x80 && !control;
        if (rtp) {
            received.add(RtpPacket.parse(ByteBuffer.wrap(bytes, 0, length), atNs));
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
