package io.ringway.signaling.sip;

import io.ringway.signaling.call.DialTarget;
import io.ringway.signaling.sip.auth.DigestClient;
import io.ringway.signaling.sip.dialog.Authenticator;
import io.ringway.signaling.sip.dialog.OutgoingTarget;
import io.ringway.signaling.sip.dialog.Targets;
import io.ringway.signaling.sip.media.SipMediaFactory.Profile;
import io.ringway.signaling.sip.registrar.Binding;
import io.ringway.signaling.sip.registrar.LocationService;
import io.ringway.signaling.sip.transport.SipTransport;
import io.ringway.signaling.sip.trunk.CallerIdRule;
import io.ringway.signaling.sip.trunk.Trunk;
import io.ringway.signaling.sip.trunk.TrunkServer;
import io.ringway.signaling.sip.trunk.TrunkSettings;
import io.ringway.signaling.sip.trunk.Trunks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where everybody is whom SIP can call: registered phones at all their contacts, numbers behind
 * trunks at the server that answers, URIs as they are. Thread: any; does not block.
 */
final class PhoneBook implements Targets {

    private final LocationService phones;
    private final Trunks trunks;
    private final Profile usual;

    /**
     * @param usual how media is offered to those of whom nothing better is known
     */
    PhoneBook(LocationService phones, Trunks trunks, Profile usual) {
        this.phones = phones;
        this.trunks = trunks;
        this.usual = usual;
    }

    @Override
    public Plan resolve(DialTarget target) {
        return switch (target) {
            case DialTarget.User(String name) ->
                    new Plan(phones.contacts(name).stream().map(this::contact).toList(), true);
            case DialTarget.Trunk(String name, String number) ->
                    new Plan(servers(trunks.find(name), number), false);
            case DialTarget.Uri(String uri) ->
                    new Plan(List.of(OutgoingTarget.of(uri, usual)), false);
            case DialTarget.Agent _ -> new Plan(List.of(), false);
        };
    }

    private OutgoingTarget contact(Binding binding) {
        SipTransport transport = binding.source().transport();
        boolean browser = transport == SipTransport.WS || transport == SipTransport.WSS;
        return new OutgoingTarget(
                binding.contact().toString(),
                uris(binding.path()),
                binding.nat() ? binding.source().flow() : null,
                browser ? Profile.WEBRTC : usual,
                null,
                false,
                Authenticator.NONE);
    }

    private List<OutgoingTarget> servers(@Nullable Trunk trunk, String number) {
        if (trunk == null) {
            return List.of();
        }
        List<TrunkServer> servers = new ArrayList<>(List.of(trunk.server()));
        trunk.settings().servers().stream()
                .filter(server -> !servers.contains(server))
                .forEach(servers::add);
        List<OutgoingTarget> targets = new ArrayList<>();
        for (TrunkServer server : servers) {
            // A hop that fails is left alone, so that the same name leads to the next one.
            targets.addAll(Collections.nCopies(trunks.hops(server), server(trunk, server, number)));
        }
        return targets;
    }

    private static OutgoingTarget server(Trunk trunk, TrunkServer server, String number) {
        TrunkSettings settings = trunk.settings();
        boolean own = settings.callerId() != CallerIdRule.PASS && !settings.user().isEmpty();
        DigestClient digest = trunk.newDigest();
        return new OutgoingTarget(
                server.uri(number),
                uris(trunk.route()),
                null,
                settings.media(),
                own ? "sip:%s@%s".formatted(settings.user(), settings.domain()) : null,
                settings.callerId() == CallerIdRule.ASSERT,
                settings.redirections(),
                digest == null
                        ? Authenticator.NONE
                        : new DigestAuthenticator(settings.name(), digest));
    }

    /** Route headers' values without their brackets. */
    private static List<String> uris(List<String> routes) {
        return routes.stream().map(route -> route.replaceAll("^[^<]*<([^>]*)>.*$", "$1")).toList();
    }
}
