package io.ringway.server.sip.peer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What one SIPp is to do.
 *
 * @param scenario name of a file of the resources, without its suffix
 * @param serverPort whom to call; 0 for one that is called
 * @param address of this host, its own and the server's; IPv6 without brackets
 * @param user whom to ask for
 * @param transport as SIPp writes it: u1, un, t1, tn
 * @param calls in all
 * @param callsPerSecond how fast they begin
 * @param limit of the whole
 * @param options further ones of its command line
 */
record SippPlan(
        String scenario,
        int serverPort,
        String address,
        String user,
        String transport,
        int calls,
        int callsPerSecond,
        Duration limit,
        List<String> options) {

    /** One call over UDP, done in half a minute. */
    static SippPlan of(String scenario, int serverPort, String user) {
        Duration limit = Duration.ofSeconds(30);
        return new SippPlan(scenario, serverPort, "127.0.0.1", user, "u1", 1, 10, limit, List.of());
    }

    /** One that is called once. */
    static SippPlan called(String scenario) {
        return of(scenario, 0, "service");
    }

    SippPlan transport(String transport) {
        return new SippPlan(
                scenario,
                serverPort,
                address,
                user,
                transport,
                calls,
                callsPerSecond,
                limit,
                options);
    }

    /** On another address of this host. */
    SippPlan at(String address) {
        return new SippPlan(
                scenario,
                serverPort,
                address,
                user,
                transport,
                calls,
                callsPerSecond,
                limit,
                options);
    }

    SippPlan calls(int calls, int perSecond, Duration limit) {
        return new SippPlan(
                scenario, serverPort, address, user, transport, calls, perSecond, limit, options);
    }

    SippPlan option(String... option) {
        List<String> more = new ArrayList<>(options);
        more.addAll(List.of(option));
        return new SippPlan(
                scenario, serverPort, address, user, transport, calls, callsPerSecond, limit, more);
    }

    /** A word that scenarios write in brackets. */
    SippPlan key(String name, String value) {
        return option("-key", name, value);
    }

    /** Who it says it is when asked, or who may call it. */
    SippPlan credentials(String user, String password) {
        return key("user", user).key("password", password).option("-au", user, "-ap", password);
    }
}
