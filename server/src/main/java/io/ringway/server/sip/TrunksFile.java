package io.ringway.server.sip;

import io.ringway.server.config.ConfigurationException;
import io.ringway.server.config.SectionText;
import io.ringway.server.config.SectionText.Section;
import io.ringway.signaling.http.TlsSettings;
import io.ringway.signaling.sip.auth.DigestSecret;
import io.ringway.signaling.sip.dialog.RedirectionRule;
import io.ringway.signaling.sip.media.SipMediaFactory.Profile;
import io.ringway.signaling.sip.transport.SipIdentity;
import io.ringway.signaling.sip.transport.Subnet;
import io.ringway.signaling.sip.trunk.CallerIdRule;
import io.ringway.signaling.sip.trunk.TrunkServer;
import io.ringway.signaling.sip.trunk.TrunkSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code sip-trunks-file}: a section for each trunk. */
final class TrunksFile {

    private static final Set<String> KEYS =
            Set.of(
                    "server",
                    "outbound-proxy",
                    "register",
                    "user",
                    "auth-user",
                    "password",
                    "realm",
                    "domain",
                    "caller-id",
                    "sources",
                    "media",
                    "qualify-s",
                    "expires-s",
                    "client-certificate",
                    "client-key",
                    "trust",
                    "redirections");

    private TrunksFile() {}

    /**
     * @throws ConfigurationException naming every problem
     */
    static List<TrunkSettings> parse(String file, List<String> lines) {
        List<TrunkSettings> trunks = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Section section : SectionText.parse(file, lines, KEYS)) {
            try {
                trunks.add(trunk(section));
            } catch (IllegalArgumentException e) {
                problems.add(section.place() + ": [" + section.name() + "] " + e.getMessage());
            }
        }
        ConfigurationException.throwIfAny(problems);
        return trunks;
    }

    private static TrunkSettings trunk(Section section) {
        List<TrunkServer> servers =
                list(section, "server").stream().map(TrunkServer::parse).toList();
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("needs server=sip:HOST");
        }
        String proxy = section.value("outbound-proxy", "");
        String user = section.value("user", "");
        String password = section.value("password", "");
        CallerIdRule callerId = constant(section, "caller-id", CallerIdRule.PASS);
        return new TrunkSettings(
                section.name(),
                servers,
                proxy.isEmpty() ? null : TrunkServer.parse(proxy),
                word(section, "register", "false", Set.of("true", "false")).equals("true"),
                user,
                section.value("auth-user", user),
                password.isEmpty() ? null : new DigestSecret.Password(password),
                section.value("realm", ""),
                section.value("domain", servers.getFirst().host()),
                callerId,
                list(section, "sources").stream().map(TrunksFile::subnet).toList(),
                constant(section, "media", Profile.RTP),
                number(section, "qualify-s", 60),
                number(section, "expires-s", 600),
                identity(section),
                constant(
                        section,
                        "redirections",
                        callerId == CallerIdRule.ASSERT
                                ? RedirectionRule.BOTH
                                : RedirectionRule.OFF));
    }

    private static @Nullable SipIdentity identity(Section section) {
        String certificate = section.value("client-certificate", "");
        String key = section.value("client-key", "");
        String trust = section.value("trust", "");
        if (certificate.isEmpty() != key.isEmpty()) {
            throw new IllegalArgumentException("client-certificate and client-key go together");
        }
        if (certificate.isEmpty() && trust.isEmpty()) {
            return null;
        }
        return new SipIdentity(
                certificate.isEmpty()
                        ? null
                        : new TlsSettings.PemPair(Path.of(certificate), Path.of(key)),
                trust.isEmpty() ? null : Path.of(trust));
    }

    private static List<String> list(Section section, String key) {
        String value = section.value(key, "");
        return value.isEmpty()
                ? List.of()
                : Arrays.stream(value.split(",")).map(String::strip).toList();
    }

    private static Subnet subnet(String text) {
        try {
            boolean four = text.matches("\\d{1,3}(\\.\\d{1,3}){3}(/\\d{1,2})?");
            if (!four && text.indexOf(':') < 0) {
                throw new IllegalArgumentException("not four numbers");
            }
            boolean one = text.indexOf('/') < 0;
            return Subnet.parse(one ? text + (four ? "/32" : "/128") : text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "sources: '" + text + "' is no address; write 192.0.2.7 or 192.0.2.0/24", e);
        }
    }

    private static String word(Section section, String key, String usual, Set<String> allowed) {
        String value = section.value(key, usual);
        if (!allowed.contains(value)) {
            String all = allowed.stream().sorted().collect(Collectors.joining(", "));
            throw new IllegalArgumentException(
                    "%s must be one of %s; got '%s'".formatted(key, all, value));
        }
        return value;
    }

    private static <E extends Enum<E>> E constant(Section section, String key, E usual) {
        Set<String> words =
                Arrays.stream(usual.getDeclaringClass().getEnumConstants())
                        .map(TrunksFile::kebab)
                        .collect(Collectors.toSet());
        String value = word(section, key, kebab(usual), words);
        return Enum.valueOf(
                usual.getDeclaringClass(), value.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static int number(Section section, String key, int usual) {
        String value = section.value(key, String.valueOf(usual));
        if (!value.matches("\\d{1,6}")) {
            throw new IllegalArgumentException(
                    "%s must be a number of seconds; got '%s'".formatted(key, value));
        }
        return Integer.parseInt(value);
    }
}
