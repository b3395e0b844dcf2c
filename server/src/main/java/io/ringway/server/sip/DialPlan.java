package io.ringway.server.sip;

import io.ringway.server.config.ConfigurationException;
import io.ringway.server.config.SipAccountSettings;
import io.ringway.signaling.route.RouteNames;
import io.ringway.signaling.route.RouteSyntaxException;
import io.ringway.signaling.route.RouteTable;
import io.ringway.signaling.sip.registrar.SipUsers;
import io.ringway.signaling.sip.trunk.TrunkSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Who can call and be called, and the rules in between.
 *
 * @param users may register here
 * @param trunks calls come from and go to
 * @param routes which number goes where
 */
public record DialPlan(SipUsers users, List<TrunkSettings> trunks, RouteTable routes) {

    private static final String BUILT_IN = "built-in rules";

    public DialPlan {
        trunks = List.copyOf(trunks);
    }

    /**
     * Reads the files the settings name.
     *
     * @throws ConfigurationException naming every problem with file and line
     */
    public static DialPlan load(SipAccountSettings settings) {
        List<String> problems = new ArrayList<>();
        SipUsers users = collect(problems, () -> users(settings), new SipUsers(List.of()));
        List<TrunkSettings> trunks = collect(problems, () -> trunks(settings), List.of());
        // Rules are judged by the names there are, so they come after those are right.
        ConfigurationException.throwIfAny(problems);
        Set<String> trunkNames =
                trunks.stream().map(TrunkSettings::name).collect(Collectors.toSet());
        return new DialPlan(
                users, trunks, routes(settings, new RouteNames(users.names(), trunkNames)));
    }

    private static <T> T collect(List<String> problems, Supplier<T> reader, T otherwise) {
        try {
            return reader.get();
        } catch (ConfigurationException e) {
            problems.addAll(e.problems());
            return otherwise;
        }
    }

    private static SipUsers users(SipAccountSettings settings) {
        return settings.usersFile()
                .map(
                        file ->
                                UsersFile.parse(
                                        file.toString(),
                                        PlanFile.lines("sip-users-file", file),
                                        settings.algorithms()))
                .orElseGet(() -> new SipUsers(List.of()));
    }

    private static List<TrunkSettings> trunks(SipAccountSettings settings) {
        return settings.trunksFile()
                .map(
                        file ->
                                TrunksFile.parse(
                                        file.toString(), PlanFile.lines("sip-trunks-file", file)))
                .orElse(List.of());
    }

    private static RouteTable routes(SipAccountSettings settings, RouteNames names) {
        String name = settings.routesFile().map(Path::toString).orElse(BUILT_IN);
        List<String> lines =
                settings.routesFile()
                        .map(file -> PlanFile.lines("routes-file", file))
                        .orElse(RouteTable.DEFAULT_RULES);
        try {
            return RouteTable.parse(name, lines, names);
        } catch (RouteSyntaxException e) {
            throw ConfigurationException.of(e.problems());
        }
    }
}
