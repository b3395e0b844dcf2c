package io.ringway.media.jitter;

import io.ringway.media.rtp.MediaPacket;
import io.ringway.media.rtp.RedundantAudio;
import io.ringway.media.rtp.RtpTimestamp;
import org.agrona.DirectBuffer;

/**
 * Puts the redundant blocks of a packet (RFC 2198) into the places of packets that are missing, at
 * once: the packet itself need not wait for them any more.
 *
 * <p>Blocks tell their RTP time but no sequence number. That follows from the packets' lengths,
 * counted back from the packet they are in, which holds for redundancy at any distance; after a
 * silence of the sender (DTX), where time passes without sequence numbers, the block just before is
 * taken for the one packet missing. Either way its RTP time is right, and that is where a timeline
 * puts it.
 */
final class RedundantCopies {

    /** A copy lies in the slot of the packet that holds it, which is released after it. */
    static final int NO_SLOT = -1;

    private final PayloadLookup payloads;
    private final HeldPackets packets;
    private final RedundantAudio blocks = new RedundantAudio();
    private final MediaPacket copy = new MediaPacket();

    RedundantCopies(PayloadLookup payloads, HeldPackets packets) {
        this.payloads = payloads;
        this.packets = packets;
    }

    /**
     * Fills what is missing from a packet that is held.
     *
     * @param sequence its extended sequence number
     * @param expected that of the packet due next
     * @param lastTimestamp RTP time of the packet before that one
     */
    void fill(MediaPacket packet, long sequence, long expected, long lastTimestamp) {
        boolean useful = sequence > expected && payloads.isRedundantAudio(packet.payloadType());
        int length = packet.payloadLength();
        if (!useful || blocks.wrap(packet.buffer(), packet.payloadOffset(), length) < 0) {
            return;
        }
        DirectBuffer buffer = packet.buffer();
        long place = sequence;
        int following = (int) packet.rtpTimestamp();
        for (int i = blocks.blocks() - 1; i >= 0 && place > expected; i--) {
            int timestamp = (int) packet.rtpTimestamp() - blocks.blockTicksBehind(i);
            int ticks =
                    payloads.durationTicks(
                            blocks.blockPayloadType(i),
                            buffer,
                            blocks.blockOffset(i),
                            blocks.blockLength(i));
            long steps = steps(following - timestamp, ticks);
            if (steps > 0 && RtpTimestamp.distance(lastTimestamp, timestamp) > 0) {
                place = place(place, steps, expected);
                following = timestamp;
                if (isMissing(place, expected)) {
                    put(i, place, timestamp, packet);
                }
            }
        }
    }

    /** How many packets of that length lie between two times; 0 when they do not fit. */
    private static long steps(int ticksBetween, int ticks) {
        boolean fits = ticks > 0 && ticksBetween >= ticks && ticksBetween % ticks == 0;
        return fits ? ticksBetween / ticks : 0;
    }

    private static long place(long before, long steps, long expected) {
        return before - steps < expected && before - 1 == expected ? expected : before - steps;
    }

    private boolean isMissing(long place, long expected) {
        return place >= expected && packets.state(place) == HeldPackets.MISSING;
    }

    private void put(int block, long place, int timestamp, MediaPacket packet) {
        copy.payload(packet.buffer(), blocks.blockOffset(block), blocks.blockLength(block))
                .position(place, timestamp)
                .type(blocks.blockPayloadType(block), false)
                .level(MediaPacket.LEVEL_UNKNOWN, false)
                .times(packet.arrivalNs(), 0)
                .restored(true);
        packets.hold(place, NO_SLOT, copy);
    }
}
