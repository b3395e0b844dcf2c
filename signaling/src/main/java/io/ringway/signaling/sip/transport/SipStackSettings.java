package io.ringway.signaling.sip.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where a stack listens and what it says of itself.
 *
 * @param addresses local addresses; {@code 0.0.0.0} stands for all IPv4 addresses the host has at
 *     start, {@code ::} for all of both families but link-local ones
 * @param ports port by transport; 0 takes a free one, a transport that is missing is off
 * @param publicAddresses local address → the one under which the rest of the world reaches it (1:1
 *     NAT); named in Via and Contact towards peers outside {@code insideNetworks}
 * @param insideNetworks peers that reach our local addresses as they are
 * @param tls certificates
 * @param limits what is borne
 * @param nameServers whom to ask for SRV records and addresses; those of the system when empty
 */
public record SipStackSettings(
        List<InetAddress> addresses,
        Map<SipTransport, Integer> ports,
        Map<InetAddress, InetAddress> publicAddresses,
        List<Subnet> insideNetworks,
        SipTlsSettings tls,
        SipLimits limits,
        List<InetSocketAddress> nameServers) {

    private static final List<Subnet> PRIVATE =
            List.of(
                    Subnet.parse("127.0.0.0/8"),
                    Subnet.parse("10.0.0.0/8"),
                    Subnet.parse("172.16.0.0/12"),
                    Subnet.parse("192.168.0.0/16"),
                    Subnet.parse("169.254.0.0/16"),
                    Subnet.parse("::1/128"),
                    Subnet.parse("fc00::/7"),
                    Subnet.parse("fe80::/10"));

    public SipStackSettings {
        addresses = List.copyOf(addresses);
        ports = Map.copyOf(ports);
        publicAddresses = Map.copyOf(publicAddresses);
        insideNetworks = List.copyOf(insideNetworks);
        nameServers = List.copyOf(nameServers);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("sip listen-addresses: name at least one");
        }
        if (ports.isEmpty()) {
            throw new IllegalArgumentException("sip: at least one transport needs a port");
        }
        ports.forEach(SipStackSettings::checkPort);
    }

    private static void checkPort(SipTransport transport, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "sip " + transport.parameter() + "-port is " + port + ", must be 0 to 65535");
        }
    }

    /** All IPv4 addresses, UDP and TCP on 5060, TLS on 5061, WebSocket on 5062, secure on 5063. */
    public static SipStackSettings defaults() {
        Map<SipTransport, Integer> ports = new EnumMap<>(SipTransport.class);
        for (SipTransport transport : SipTransport.values()) {
            ports.put(transport, transport.defaultPort());
        }
        return new SipStackSettings(
                List.of(InetAddress.ofLiteral("0.0.0.0")),
                ports,
                Map.of(),
                PRIVATE,
                SipTlsSettings.defaults(),
                SipLimits.defaults(),
                List.of());
    }

    public SipStackSettings withAddresses(InetAddress... listenOn) {
        return new SipStackSettings(
                List.of(listenOn),
                ports,
                publicAddresses,
                insideNetworks,
                tls,
                limits,
                nameServers);
    }

    /** These transports on these ports and no others. */
    public SipStackSettings withPorts(Map<SipTransport, Integer> others) {
        return new SipStackSettings(
                addresses, others, publicAddresses, insideNetworks, tls, limits, nameServers);
    }

    public SipStackSettings withPublicAddresses(
            Map<InetAddress, InetAddress> mapped, List<Subnet> inside) {
        return new SipStackSettings(addresses, ports, mapped, inside, tls, limits, nameServers);
    }

    public SipStackSettings withTls(SipTlsSettings other) {
        return new SipStackSettings(
                addresses, ports, publicAddresses, insideNetworks, other, limits, nameServers);
    }

    public SipStackSettings withLimits(SipLimits other) {
        return new SipStackSettings(
                addresses, ports, publicAddresses, insideNetworks, tls, other, nameServers);
    }

    public SipStackSettings withNameServers(List<InetSocketAddress> asked) {
        return new SipStackSettings(
                addresses, ports, publicAddresses, insideNetworks, tls, limits, asked);
    }
}
