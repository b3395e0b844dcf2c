package io.ringway.media.stun;

import java.net.InetSocketAddress;
import org.agrona.DirectBuffer;

/** What {@link StunDiscovery} wants done. Called on its thread, from its own methods. */
public interface DiscoveryOutput {

    /** Sends a request from the media socket of that path; the bytes are valid during the call. */
    void send(int path, DirectBuffer buffer, int offset, int length, InetSocketAddress destination);

    /** The server sees that path's socket at this address: news, or changed since last told. */
    void mappedAddress(int path, InetSocketAddress server, InetSocketAddress mapped);
}
