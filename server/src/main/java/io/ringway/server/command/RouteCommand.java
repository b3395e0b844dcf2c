package io.ringway.server.command;

import io.ringway.server.config.Configuration;
import io.ringway.server.config.SettingCatalog;
import io.ringway.server.sip.DialPlan;
import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.Destination;
import io.ringway.signaling.route.RouteExplanation;
import io.ringway.signaling.route.RouteTrial;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ringway route}: where a call would go, without a call. */
@Command(
        name = "route",
        description = "Tells where a call to NUMBER would go, and by which rule.",
        footer = {"", "Ends with 0 when the call goes somewhere, with 1 when it is refused."})
final class RouteCommand implements Callable<Integer> {

    private final SettingSources sources;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "NUMBER", description = "Number or name that is dialled.")
    private String called = "";

    @Option(names = "--from", paramLabel = "CALLER", description = "Number or name that calls.")
    private String caller = "";

    @Option(
            names = "--via",
            paramLabel = "WAY",
            description =
                    "How the call comes in: trunk:NAME, user:NAME, agent:NAME; anonymous unless given.")
    private String via = "";

    @Option(names = "--domain", paramLabel = "DOMAIN", description = "Domain that is dialled.")
    private String domain = "";

    @Option(names = "--explain", description = "Shows every rule that is tried, and why not.")
    private boolean explain;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Reads settings from FILE instead of RINGWAY_CONFIG or ./ringway.properties.")
    private @Nullable Path config;

    @Option(
            names = "--routes-file",
            paramLabel = "FILE",
            description = "Tries the rules of FILE instead of those configured.")
    private @Nullable String routesFile;

    RouteCommand(SettingCatalog catalog, Map<String, String> environment) {
        this.sources = new SettingSources(catalog, environment);
    }

    @Override
    public Integer call() {
        Map<String, String> flags = new HashMap<>();
        if (routesFile != null) {
            flags.put("routes-file", routesFile);
        }
        Configuration configuration =
                Configuration.of(sources.resolve(layers -> {}, config, flags));
        DialPlan plan = DialPlan.load(configuration.sipAccounts());
        CallParties parties =
                new CallParties(caller, "", called, domain, via.equals("anonymous") ? "" : via);
        RouteExplanation explanation = plan.routes().explain(parties);
        PrintWriter out = spec.commandLine().getOut();
        print(explanation, out);
        out.flush();
        return explanation.destination() instanceof Destination.Refuse ? 1 : 0;
    }

    private void print(RouteExplanation explanation, PrintWriter out) {
        String read = explanation.parties().called();
        if (!read.equals(called)) {
            out.println(called + " is read as " + read);
        }
        for (RouteTrial trial : explanation.trials()) {
            if (trial.matched()) {
                out.println(trial.place() + ": " + trial.rule());
            } else if (explain) {
                out.println(trial.place() + ": " + trial.rule() + "   no: " + trial.why());
            }
        }
        out.println("goes to " + DestinationText.of(explanation.destination()));
    }
}
