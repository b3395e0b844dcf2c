package io.ringway.server.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names that settings have in the environment: ours, and those that clients' documents fix. */
final class EnvironmentNames {

    static final String PREFIX = "RINGWAY_";

    /** Variables that start like a setting's but belong to the launcher, tests or this package. */
    private static final Set<String> RESERVED =
            Set.of(
                    "RINGWAY_CONFIG",
                    "RINGWAY_CLASSPATH",
                    "RINGWAY_JAVA_OPTS",
                    "RINGWAY_JVM_FOLDERS",
                    "RINGWAY_VECTORS");

    /** Orchestrators describe a service called "ringway" in variables of this shape. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile(
                    "RINGWAY_(\\w+_)?(SERVICE_(HOST|PORT)\\w*|PORT_\\d+_(TCP|UDP|SCTP)\\w*)");

    /** Names older than ours; they win over ours, earlier ones over later ones. */
    private static final Map<String, List<String>> CONTRACT_NAMES =
            Map.ofEntries(
                    Map.entry("listen-address", List.of("WEBRTC_LISTEN_ADDRESS", "HOST")),
                    Map.entry("http-port", List.of("WEBRTC_SIGNAL_PORT", "PORT")),
                    Map.entry("stun-servers", List.of("WEBRTC_STUN_SERVERS")),
                    Map.entry(
                            "session-manager-endpoint",
                            List.of("WEBRTC_SESSION_MANAGER_API_ENDPOINT")),
                    Map.entry("cors-origins", List.of("CORS_ORIGIN")),
                    Map.entry("announced-addresses", List.of("WEBRTC_ANNOUNCED_IP")),
                    Map.entry("sip-listen-address", List.of("SIP_LISTEN_ADDRESS")),
                    Map.entry("sip-listen-port", List.of("SIP_LISTEN_PORT")),
                    Map.entry("rtp-min-port", List.of("RTC_MIN_PORT")),
                    Map.entry("rtp-max-port", List.of("RTC_MAX_PORT")));

    private EnvironmentNames() {}

    /** Every variable that sets {@code setting}, the strongest first. */
    static List<String> of(Setting setting) {
        List<String> names = CONTRACT_NAMES.getOrDefault(setting.key(), List.of());
        return Stream.concat(names.stream(), Stream.of(setting.environmentName())).toList();
    }

    /** Whether a variable looks as if it meant to set something, so that a typo can be reported. */
    static boolean claimsToBeSetting(String name, String value) {
        return name.startsWith(PREFIX)
                && !value.isEmpty()
                && !RESERVED.contains(name)
                && !SERVICE_LINK.matcher(name).matches()
                && !value.matches("(tcp|udp|sctp)://.*");
    }

    /** The key {@code name} would stand for. */
    static String keyOf(String name) {
        return name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
