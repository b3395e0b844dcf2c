package io.ringway.signaling.route;

import java.util.Set;

/**
 * Names rules may use.
 *
 * @param users who can register here; also what {@code @users} stands for
 * @param trunks which trunks are configured
 */
public record RouteNames(Set<String> users, Set<String> trunks) {

    /** Neither users nor trunks. */
    public static final RouteNames NONE = new RouteNames(Set.of(), Set.of());

    public RouteNames {
        users = Set.copyOf(users);
        trunks = Set.copyOf(trunks);
    }

    void requireUser(String name) {
        require("user", name, users, "sip-users-file");
    }

    void requireTrunk(String name) {
        require("trunk", name, trunks, "sip-trunks-file");
    }

    private static void require(String kind, String name, Set<String> known, String setting) {
        if (!known.contains(name)) {
            String all =
                    known.isEmpty()
                            ? "there is none in " + setting
                            : "there is " + String.join(", ", known.stream().sorted().toList());
            throw new RuleException("there is no %s '%s'; %s".formatted(kind, name, all));
        }
    }
}
