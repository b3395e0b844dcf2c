package io.ringway.media.leg;

import io.ringway.media.AudioSection;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** Where packets of our own go. Thread: the leg's shard. */
interface PacketOutlet {

    /** Whether there are keys and a way to the remote party. */
    boolean ready();

    /** The section to send on, or null while none may send. */
    @Nullable AudioSection sendingSection();

    /** The stream that section sends. */
    @Nullable OutboundStream find(AudioSection section);

    /** Where the next packet is written before {@link #send}. */
    UnsafeBuffer plain();

    /**
     * Seals and queues the packet that stands there.
     *
     * @return false when it could not be queued, which is counted
     */
    boolean send(int length);

    /** Whether frames are being paced into the call: nothing is echoed and nobody else sends. */
    void setPaced(boolean on);

    /** Whether they are. */
    boolean paced();

    /** What is forwarded from now on is another source's, even of the same SSRC. */
    void endForwarding();
}
