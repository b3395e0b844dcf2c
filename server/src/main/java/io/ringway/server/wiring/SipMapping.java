package io.ringway.server.wiring;

import io.ringway.media.AnnouncedAddresses;
import io.ringway.server.StartupException;
import io.ringway.server.config.Configuration;
import io.ringway.server.config.SipAccountSettings;
import io.ringway.server.config.SipSettings;
import io.ringway.server.config.TlsSettings.Mode;
import io.ringway.signaling.http.TlsSettings;
import io.ringway.signaling.sip.auth.DigestSettings;
import io.ringway.signaling.sip.registrar.RegistrarSettings;
import io.ringway.signaling.sip.transport.SipLimits;
import io.ringway.signaling.sip.transport.SipStackSettings;
import io.ringway.signaling.sip.transport.SipTlsSettings;
import io.ringway.signaling.sip.transport.SipTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns the configuration into the settings of SIP's rooms. */
final class SipMapping {

    private static final int DNS_PORT = 53;

    private final Configuration configuration;

    SipMapping(Configuration configuration) {
        this.configuration = configuration;
    }

    SipStackSettings stack() {
        SipSettings sip = configuration.sip();
        List<InetAddress> listen =
                sip.listenAddresses().stream()
                        .map(host -> address("sip-listen-address", host))
                        .toList();
        SipStackSettings usual = SipStackSettings.defaults();
        return usual.withAddresses(listen.toArray(InetAddress[]::new))
                .withPorts(ports(sip))
                .withPublicAddresses(publicAddresses(sip, listen), usual.insideNetworks())
                .withTls(tls())
                .withLimits(limits(sip))
                .withNameServers(
                        sip.nameServers().stream()
                                .map(host -> address("sip-name-servers", host))
                                .map(address -> new InetSocketAddress(address, DNS_PORT))
                                .toList());
    }

    private static Map<SipTransport, Integer> ports(SipSettings sip) {
        Map<SipTransport, Integer> ports = new EnumMap<>(SipTransport.class);
        ports.put(SipTransport.UDP, sip.port());
        ports.put(SipTransport.TCP, sip.port());
        sip.tlsPort().ifPresent(port -> ports.put(SipTransport.TLS, port));
        sip.wsPort().ifPresent(port -> ports.put(SipTransport.WS, port));
        sip.wssPort().ifPresent(port -> ports.put(SipTransport.WSS, port));
        return ports;
    }

    /** By local address, as browsers are told them. */
    private static Map<InetAddress, InetAddress> publicAddresses(
            SipSettings sip, List<InetAddress> listen) {
        List<InetAddress> local =
                listen.stream().flatMap(address -> locals(address).stream()).distinct().toList();
        try {
            AnnouncedAddresses announced = new AnnouncedAddresses(local, sip.publicAddresses());
            return local.stream().collect(Collectors.toMap(address -> address, announced::of));
        } catch (IllegalArgumentException e) {
            throw new StartupException("sip-public-address: " + e.getMessage(), e);
        }
    }

    private static List<InetAddress> locals(InetAddress listen) {
        if (!listen.isAnyLocalAddress()) {
            return List.of(listen);
        }
        try {
            return Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                    .flatMap(nic -> Collections.list(nic.getInetAddresses()).stream())
                    .filter(address -> !address.isLinkLocalAddress())
                    .toList();
        } catch (IOException e) {
            throw new StartupException("the host's addresses cannot be read: " + e, e);
        }
    }

    private static InetAddress address(String setting, String host) {
        try {
            return InetAddress.getByName(host);
        } catch (IOException e) {
            throw new StartupException(
                    setting + "=" + host + " has no address; name an address of this host", e);
        }
    }

    private SipTlsSettings tls() {
        SipTlsSettings usual = SipTlsSettings.defaults();
        var tls = configuration.http().tls();
        if (tls.mode() != Mode.PEM) {
            return usual;
        }
        TlsSettings.PemPair pair =
                new TlsSettings.PemPair(
                        Objects.requireNonNull(tls.certificate()),
                        Objects.requireNonNull(tls.key()));
        return new SipTlsSettings(
                pair, usual.client(), usual.trust(), usual.clientAuth(), usual.verifyServer());
    }

    private static SipLimits limits(SipSettings sip) {
        SipLimits usual = SipLimits.defaults();
        return new SipLimits(
                usual.maxMessageBytes(),
                usual.maxHeaders(),
                usual.maxHeaderBytes(),
                usual.maxListItems(),
                usual.maxListItemsTotal(),
                sip.maxConnections(),
                sip.maxConnectionsPerAddress(),
                usual.connectTimeoutMs(),
                usual.idleTimeoutMs(),
                usual.messageTimeoutMs(),
                usual.keepAliveMs(),
                sip.messagesPerSecond(),
                Math.min(2 * sip.messagesPerSecond(), 10_000_000),
                usual.queuedMessages(),
                usual.serverTransactions());
    }

    RegistrarSettings registrar() {
        SipAccountSettings accounts = configuration.sipAccounts();
        int usualS = RegistrarSettings.defaults().usualExpiresS();
        return new RegistrarSettings(
                Set.copyOf(accounts.domains()),
                accounts.minExpiresS(),
                Math.clamp(usualS, accounts.minExpiresS(), accounts.maxExpiresS()),
                accounts.maxExpiresS(),
                accounts.maxContacts(),
                accounts.maxRegistrations(),
                accounts.pingIntervalS());
    }

    DigestSettings digest() {
        SipAccountSettings accounts = configuration.sipAccounts();
        DigestSettings usual = DigestSettings.defaults(accounts.realm());
        return new DigestSettings(
                accounts.realm(),
                accounts.algorithms(),
                usual.integrity(),
                usual.nonceLifetimeMs(),
                usual.maxNonces(),
                accounts.maxPasswordFailures(),
                usual.failureWindowMs(),
                usual.maxFailureSources());
    }
}
