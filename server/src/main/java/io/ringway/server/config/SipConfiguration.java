package io.ringway.server.config;

import io.ringway.media.leg.SilencePolicy;
import io.ringway.signaling.sip.auth.DigestAlgorithm;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Which keys make which record of SIP's: the only place that knows both. */
final class SipConfiguration {

    private final Settings settings;

    SipConfiguration(Settings settings) {
        this.settings = settings;
    }

    SipSettings sip() {
        List<String> addresses = settings.list("sip-listen-address");
        return new SipSettings(
                settings.on("sip"),
                addresses.isEmpty() ? List.of(settings.text("listen-address")) : addresses,
                settings.number("sip-listen-port"),
                settings.numberOrOff("sip-tls-port"),
                settings.numberOrOff("sip-ws-port"),
                settings.numberOrOff("sip-wss-port"),
                publicAddresses(),
                settings.number("sip-session-expires-s"),
                settings.number("sip-min-session-expires-s"),
                settings.number("sip-max-connections"),
                settings.number("sip-max-connections-per-address"),
                settings.number("sip-messages-per-second"),
                settings.list("sip-name-servers"));
    }

    private List<String> publicAddresses() {
        String address = settings.text("sip-public-address");
        return address.isEmpty() ? settings.list("announced-addresses") : List.of(address);
    }

    SipAccountSettings accounts() {
        List<String> domains =
                settings.list("sip-domain").stream()
                        .map(domain -> domain.toLowerCase(Locale.ROOT))
                        .toList();
        return new SipAccountSettings(
                domains,
                settings.optionalPath("sip-users-file"),
                settings.optionalPath("sip-trunks-file"),
                settings.optionalPath("routes-file"),
                settings.on("sip-guests"),
                settings.list("sip-digest-algorithms").stream()
                        .map(DigestAlgorithm::parse)
                        .map(Objects::requireNonNull)
                        .toList(),
                settings.number("sip-max-password-failures"),
                settings.number("sip-min-expires-s"),
                settings.number("sip-max-expires-s"),
                settings.number("sip-max-contacts"),
                settings.number("sip-max-registrations"),
                settings.number("sip-ping-interval-s"));
    }

    PhoneMediaSettings media() {
        return new PhoneMediaSettings(
                settings.number("rtp-min-port"),
                settings.number("rtp-max-port"),
                settings.number("rtp-timeout-ms"),
                settings.number("rtp-hold-timeout-ms"),
                settings.word("rtp-silence", SilencePolicy.class),
                settings.on("inband-keys"),
                settings.optionalPath("sounds-dir"),
                settings.word("tones", PhoneMediaSettings.Tones.class));
    }
}
