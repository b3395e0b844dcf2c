package io.ringway.media.bridge;

import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.rtp.MediaPacket;

/** Takes what one party says, packet by packet as the network delivers it. */
@FunctionalInterface
public interface VoiceSink {

    /**
     * A packet came.
     *
     * @param ssrc of its source
     * @param codec what its payload is; never RED
     * @param packet numbers as on the wire; a {@linkplain MediaPacket#restored restored} one is a
     *     copy of a packet that may have come already. Valid during the call only
     */
    void onPacket(int ssrc, Codec codec, MediaPacket packet);
}
