package io.ringway.bench;

import io.ringway.media.jitter.PacketSlab;
import io.ringway.media.rtp.MediaPacket;
import io.ringway.media.stage.PacketTaker;

/** What decryption hands to ordering. */
final class DecryptedPacket {

    private static final int HEADER_BYTES = 12;
    private static final int PAYLOAD_BYTES = 144;
    private static final int FRAME_TICKS = 960;

    private final MediaPacket packet = new MediaPacket();

    /** Takes a slot and sends the n-th packet of a stream. */
    void send(PacketSlab slab, PacketTaker first, int n) {
        int slot = slab.take();
        int offset = slab.offset(slot) + HEADER_BYTES;
        slab.buffer().putInt(offset, n);
        packet.payload(slab.buffer(), offset, PAYLOAD_BYTES)
                .position(n & 0xFFFF, (long) n * FRAME_TICKS & 0xFFFF_FFFFL)
                .type(111, false)
                .times(n, 0);
        first.onPacket(slot, packet);
    }
}
