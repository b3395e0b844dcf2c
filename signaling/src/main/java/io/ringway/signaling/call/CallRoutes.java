package io.ringway.signaling.call;

import io.ringway.signaling.call.machine.CallCommand;
import io.ringway.signaling.call.machine.CallView;
import io.ringway.signaling.http.Handler;
import io.ringway.signaling.http.Problem;
import io.ringway.signaling.http.ProblemException;
import io.ringway.signaling.http.Request;
import io.ringway.signaling.http.Response;
import io.ringway.signaling.http.Route;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * {@code /api/calls…}: watching, making and steering calls. What is asked of a call is done in its
 * own time: such requests are answered with 202, and {@code GET} shows what came of them.
 */
public final class CallRoutes {

    private static final String JSON = "application/json";
    private static final String LEG = "/api/calls/{id}/legs/{leg}/";

    private final Calls calls;
    private final Sounds sounds;
    private final CallApiAccess access;

    /**
     * @param sounds what {@code play} may name
     * @param access who may use all this
     */
    public CallRoutes(Calls calls, Sounds sounds, CallApiAccess access) {
        this.calls = calls;
        this.sounds = sounds;
        this.access = access;
    }

    public List<Route> routes() {
        return List.of(
                route("GET", "/api/calls", request -> list()).producing(JSON),
                route("POST", "/api/calls", this::originate).consuming(JSON),
                route("GET", "/api/calls/{id}", this::show).producing(JSON),
                route("DELETE", "/api/calls/{id}", this::end),
                plain("hold", leg -> new CallCommand.Hold(leg, true)),
                plain("resume", leg -> new CallCommand.Hold(leg, false)),
                plain("mute", leg -> new CallCommand.Mute(leg, true)),
                plain("unmute", leg -> new CallCommand.Mute(leg, false)),
                plain("stop", leg -> new CallCommand.Stop(leg)),
                told("keys", (l, b) -> new CallCommand.SendKeys(l, b.keys(), b.keyMs())),
                told("play", this::play),
                told("transfer", CallRoutes::transfer));
    }

    private Route route(String method, String path, Handler handler) {
        return Route.of(
                method,
                path,
                request -> {
                    access.check(request);
                    return handler.handle(request);
                });
    }

    /** A command that says all by its name. */
    private Route plain(String name, Function<String, CallCommand> command) {
        return route("POST", LEG + name, request -> command(request, command.apply(leg(request))));
    }

    /** A command with a body. */
    private Route told(String name, BiFunction<String, CallBody, CallCommand> command) {
        return route(
                        "POST",
                        LEG + name,
                        request -> {
                            String leg = leg(request);
                            return command(request, command.apply(leg, CallBody.of(request)));
                        })
                .consuming(JSON);
    }

    private Response list() {
        return Response.json(200, calls.all().stream().map(CallJson::of).toList());
    }

    private Response show(Request request) {
        return Response.json(200, CallJson.of(find(request)));
    }

    private Response originate(Request request) {
        CallBody body = CallBody.of(request);
        DialTarget first = body.target("from");
        CallParties parties =
                new CallParties(body.textOr("callerId", ""), "", body.text("to"), "", "api");
        String id = calls.originate(first, parties).orElseThrow(CallRoutes::tooMany);
        return Response.json(201, Map.of("callId", id)).with("Location", "/api/calls/" + id);
    }

    private Response end(Request request) {
        return command(request, new CallCommand.HangUp(Cause.of(Cause.Kind.HANGUP)));
    }

    private CallCommand play(String leg, CallBody body) {
        String sound = body.text("sound");
        if (!sounds.has(sound)) {
            throw new ProblemException(
                    Problem.of(404, "unknown-sound", "there is no sound '" + sound + "'"));
        }
        return new CallCommand.Play(leg, sound, body.flag("loop", false));
    }

    /** By us, or by asking the party's phone to do it. */
    private static CallCommand transfer(String leg, CallBody body) {
        TransferTarget target = new TransferTarget.Blind(body.text("to"));
        return body.flag("refer", false)
                ? new CallCommand.Refer(leg, target)
                : new CallCommand.Connect(leg, target, "api");
    }

    private Response command(Request request, CallCommand command) {
        if (!calls.command(request.pathValue("id"), command)) {
            throw unknownCall();
        }
        return Response.empty(202);
    }

    /** The leg of the path, which has to be one that has been answered. */
    private String leg(Request request) {
        String id = request.pathValue("leg");
        CallView.LegView leg =
                find(request).view().legs().stream()
                        .filter(each -> each.legId().equals(id))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new ProblemException(
                                                Problem.of(
                                                        404,
                                                        "unknown-leg",
                                                        "the call has no such leg (any more)")));
        if (leg.state() != CallView.LegState.UP) {
            throw new ProblemException(
                    Problem.of(
                            409,
                            "leg-not-up",
                            "the leg is " + leg.state() + "; that needs one that is UP"));
        }
        return id;
    }

    private CallReport find(Request request) {
        return calls.find(request.pathValue("id")).orElseThrow(CallRoutes::unknownCall);
    }

    private static ProblemException unknownCall() {
        return new ProblemException(
                Problem.of(404, "unknown-call", "there is no such call, or it has ended"));
    }

    private static ProblemException tooMany() {
        return new ProblemException(
                Problem.of(503, "capacity", "no room for another call; try again later")
                        .with("Retry-After", "5"));
    }
}
