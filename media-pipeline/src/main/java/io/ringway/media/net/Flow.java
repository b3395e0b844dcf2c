package io.ringway.media.net;

import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;

/**
 * A path to a leg's remote party that a connectivity check has validated: one remote address on one
 * of our sockets.
 *
 * <p>Thread: the socket's event loop, but for the final fields.
 */
public final class Flow {

    private final InetSocketAddress remote;
    private final MediaSocket socket;
    private PacketTarget target;

    Flow(InetSocketAddress remote, MediaSocket socket, PacketTarget target) {
        this.remote = remote;
        this.socket = socket;
        this.target = target;
    }

    public InetSocketAddress remote() {
        return remote;
    }

    public MediaSocket socket() {
        return socket;
    }

    /** The leg that proved last, by its password, that it lives at this address. */
    PacketTarget target() {
        return target;
    }

    void moveTo(PacketTarget newTarget) {
        target = newTarget;
    }

    /** Forgets the flow if it still belongs to that leg. Any thread. */
    public void close(PacketTarget owner) {
        EventExecutor loop = socket.loop();
        loop.execute(() -> socket.flows().remove(this, owner));
    }

    @Override
    public String toString() {
        return remote + " via " + socket.localAddress();
    }
}
