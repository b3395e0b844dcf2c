package io.ringway.server.config;

import java.util.List;

/**
 * Where browsers are told to send media.
 *
 * @param mediaPort UDP port, 0 for a free one
 * @param receiveBufferBytes what the kernel is to hold of what came there
 * @param announced addresses that stand for the local ones outside; empty announces the local ones
 * @param local addresses of host candidates; empty takes those of the interfaces
 * @param stunServers URIs {@code stun:host[:port]}
 */
public record AddressSettings(
        int mediaPort,
        int receiveBufferBytes,
        List<String> announced,
        List<String> local,
        List<String> stunServers) {

    public AddressSettings {
        announced = List.copyOf(announced);
        local = List.copyOf(local);
        stunServers = List.copyOf(stunServers);
    }
}
