package io.ringway.bench.shard;

import io.ringway.media.ice.IceCredentials;
import io.ringway.media.rtp.NtpTime;
import io.ringway.media.rtp.RtcpWriter;
import io.ringway.media.rtp.RtpWriter;
import io.ringway.media.srtp.SrtpCrypto;
import io.ringway.media.srtp.SrtpKeys;
import io.ringway.media.srtp.SrtpSender;
import io.ringway.media.stun.RandomSource;
import io.ringway.media.stun.StunIntegrity;
import io.ringway.media.stun.StunKey;
import io.ringway.media.stun.StunMessage;
import io.ringway.media.stun.StunWriter;
import io.ringway.media.stun.TransactionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The other end of one leg: proves where it lives, then seals the packets it would send. */
final class RemoteParty implements AutoCloseable {

    private static final int HEADER_BYTES = 12;
    private static final int ROOM_BYTES = 1_500;
    private static final long HOST_PRIORITY = 2_130_706_431L;
    private static final String UFRAG = "remote";

    final InetSocketAddress address;
    private final int number;
    private final Speech speech;
    private final List<DirectBuffer> packets;
    private final SrtpSender sender;
    private final UnsafeBuffer plain = new UnsafeBuffer(ByteBuffer.allocateDirect(ROOM_BYTES));
    private final RtcpWriter reports = new RtcpWriter();
    private int sent;

    /**
     * @param number from 0; parties speak from different places of the packets on
     * @param crypto of another thread's than the leg's, or of the same one's
     */
    RemoteParty(
            int number,
            Speech speech,
            List<DirectBuffer> packets,
            SrtpCrypto crypto,
            SrtpKeys keys) {
        this.number = number;
        this.speech = speech;
        this.packets = packets;
        this.sender = crypto.newSender(keys);
        this.address =
                new InetSocketAddress(
                        "127.1." + number / 200 + "." + (1 + number % 200), 20_000 + number);
    }

    /** Sends the connectivity check of a browser that nominates. */
    void check(IceCredentials leg, InetSocketAddress to) {
        UnsafeBuffer request = new UnsafeBuffer(new byte[StunMessage.MAX_BYTES]);
        byte[] username = (leg.ufrag() + ":" + UFRAG).getBytes(StandardCharsets.US_ASCII);
        int length =
                new StunWriter(new StunIntegrity())
                        .beginRequest(
                                request, 0, TransactionId.of(1, 0, RandomSource.ofSeed(number)))
                        .username(username)
                        .priority(HOST_PRIORITY)
                        .role(true, number)
                        .useCandidate()
                        .finish(StunKey.ofPassword(leg.pwd()));
        try (DatagramChannel channel = DatagramChannel.open().bind(address)) {
            channel.send(ByteBuffer.wrap(request.byteArray(), 0, length), to);
        } catch (IOException e) {
            throw new UncheckedIOException("no check could be sent from " + address, e);
        }
    }

    /** Seals the next packet of speech; returns its length. */
    int seal(UnsafeBuffer out, int offset) {
        DirectBuffer payload = packets.get((sent + 37 * number) % packets.size());
        long rtpTimestamp = (long) sent * speech.ticksAPacket();
        RtpWriter.writeHeader(
                plain, 0, sent == 0, speech.payloadType(), sent & 0xFFFF, rtpTimestamp, ssrc());
        plain.putBytes(HEADER_BYTES, payload, 0, payload.capacity());
        sent++;
        return sealed(sender.sealRtp(plain, 0, HEADER_BYTES + payload.capacity(), out, offset));
    }

    /** Seals a sender report about what was sent so far; returns its length. */
    int sealReport(UnsafeBuffer out, int offset, long unixNs) {
        long rtpTimestamp = (long) sent * speech.ticksAPacket();
        int length =
                reports.wrap(plain, 0)
                        .senderReport(
                                ssrc(), NtpTime.ofUnixNs(unixNs), rtpTimestamp, sent, 60L * sent)
                        .length();
        return sealed(sender.sealRtcp(plain, 0, length, out, offset));
    }

    @Override
    public void close() {
        sender.close();
    }

    private int ssrc() {
        return 1 + number;
    }

    private int sealed(int length) {
        if (length < 0) {
            throw new IllegalStateException("party " + number + " could not seal: " + length);
        }
        return length;
    }
}
