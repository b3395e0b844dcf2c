package io.ringway.media.jitter;

import org.agrona.DirectBuffer;

/**
 * What a jitter buffer asks of the payload types of its stream, so that it can use the redundancy
 * in them. Thread: the ordering stage's.
 */
public interface PayloadLookup {

    /** A stream without redundancy. */
    PayloadLookup NO_REDUNDANCY =
            new PayloadLookup() {
                @Override
                public boolean isRedundantAudio(int payloadType) {
                    return false;
                }

                @Override
                public int durationTicks(int payloadType, DirectBuffer b, int offset, int length) {
                    return 0;
                }
            };

    /** Whether packets of that type hold copies of earlier ones (RFC 2198). */
    boolean isRedundantAudio(int payloadType);

    /** How long a payload is on the RTP clock; 0 or less when it is no speech, or malformed. */
    int durationTicks(int payloadType, DirectBuffer buffer, int offset, int length);
}
