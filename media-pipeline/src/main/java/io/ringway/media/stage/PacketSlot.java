package io.ringway.media.stage;

import io.ringway.media.rtp.MediaPacket;

/** A slot that carries one packet, bytes and all. */
abstract class PacketSlot extends StageEvent {

    /** Shows the bytes in this slot. */
    final MediaPacket packet = new MediaPacket();

    /** Takes a copy. */
    final void copy(MediaPacket original) {
        int length = original.payloadLength();
        bytes.putBytes(0, original.buffer(), original.payloadOffset(), length);
        packet.wrap(original).payload(bytes, 0, length);
    }
}
