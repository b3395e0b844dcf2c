package io.ringway.media.leg;

import io.ringway.media.AudioSection;
import io.ringway.media.rtp.RtpHeader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** An outlet that keeps the packets instead of sealing them. */
final class SentPackets implements PacketOutlet {

    /** One packet as it would have been sealed. */
    record Sent(int sequence, long timestamp, boolean marker, int level, byte[] payload) {}

    final OutboundStream stream;
    final List<Sent> packets = new ArrayList<>();
    boolean ready = true;
    boolean paced;
    boolean keeping = true;
    long sent;
    AudioSection section;
    private final RtpHeader header = new RtpHeader();
    private final UnsafeBuffer plain = new UnsafeBuffer(ByteBuffer.allocateDirect(2_048));

    SentPackets(AudioSection section) {
        this.section = section;
        this.stream = new OutboundStream(section, 100, 5_000);
    }

    @Override
    public boolean ready() {
        return ready;
    }

    @Override
    public @Nullable AudioSection sendingSection() {
        return section.send() ? section : null;
    }

    @Override
    public OutboundStream find(AudioSection wanted) {
        return stream;
    }

    @Override
    public UnsafeBuffer plain() {
        return plain;
    }

    @Override
    public boolean send(int length) {
        sent++;
        if (!keeping) {
            return true;
        }
        if (header.wrap(plain, 0, length) != 0) {
            throw new AssertionError("what was written is no RTP packet");
        }
        byte[] payload = new byte[header.payloadLength()];
        plain.getBytes(header.payloadOffset(), payload);
        int level = header.extensionByte(section.levelExtensionId());
        packets.add(
                new Sent(header.sequence(), header.timestamp(), header.marker(), level, payload));
        return true;
    }

    @Override
    public void setPaced(boolean on) {
        paced = on;
    }

    @Override
    public boolean paced() {
        return paced;
    }

    @Override
    public void endForwarding() {
        stream.timeline().endSource();
    }
}
