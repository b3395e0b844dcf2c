package io.ringway.media.net;

import java.net.InetSocketAddress;

/**
 * An address a connectivity check has validated, and the leg that proved it lives there.
 *
 * <p>Thread: its socket's event loop, but for the remote address.
 */
final class Flow {

    private final InetSocketAddress remote;
    private PacketTarget target;

    Flow(InetSocketAddress remote, PacketTarget target) {
        this.remote = remote;
        this.target = target;
    }

    InetSocketAddress remote() {
        return remote;
    }

    /** The leg that proved itself last. */
    PacketTarget target() {
        return target;
    }

    void moveTo(PacketTarget newTarget) {
        target = newTarget;
    }
}
