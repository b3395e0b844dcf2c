package io.ringway.server.sip.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a server under test is to be: who may register, what trunks there are, what goes where. */
final class SipServerPlan {

    /** Of every user. */
    static final String PASSWORD = "very-secret";

    private static final List<String> USUAL_ROUTES =
            List.of("to:echo -> echo", "to:speech -> speech", "to:@users -> user");

    private final List<String> routes = new ArrayList<>();
    private final List<String> users = new ArrayList<>();
    private final List<String> trunks = new ArrayList<>();
    private final Map<String, String> settings = new LinkedHashMap<>();

    /** A rule that comes before those for echo, speech and users. */
    SipServerPlan route(String rule) {
        routes.add(rule);
        return this;
    }

    /** Users who may register. */
    SipServerPlan users(String... names) {
        for (String name : names) {
            users.addAll(List.of("[" + name + "]", "password=" + PASSWORD));
        }
        return this;
    }

    /** A trunk with its lines of key=value. */
    SipServerPlan trunk(String name, String... lines) {
        trunks.add("[" + name + "]");
        trunks.addAll(List.of(lines));
        return this;
    }

    /** It listens on several addresses of this host instead of 127.0.0.1. */
    SipServerPlan addresses(String... addresses) {
        String all = String.join(",", addresses);
        return setting("sip-listen-address", all).setting("local-addresses", all);
    }

    SipServerPlan setting(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** Everything as settings; what they name is written into a folder. */
    Map<String, String> settings(PeerFolder folder) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        if (!routes.isEmpty()) {
            List<String> rules = new ArrayList<>(routes);
            rules.addAll(USUAL_ROUTES);
            all.put("routes-file", write(folder, "routes.conf", rules));
        }
        if (!users.isEmpty()) {
            all.put("sip-users-file", write(folder, "users.conf", users));
        }
        if (!trunks.isEmpty()) {
            all.put("sip-trunks-file", write(folder, "trunks.conf", trunks));
        }
        all.putAll(settings);
        return all;
    }

    private static String write(PeerFolder folder, String name, List<String> lines)
            throws IOException {
        Path file = folder.file(name);
        return Files.write(file, lines).toString();
    }
}
