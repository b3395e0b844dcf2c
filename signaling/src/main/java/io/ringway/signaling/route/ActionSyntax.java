package io.ringway.signaling.route;

import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.Destination;
import io.ringway.signaling.call.DialTarget;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what stands right of an arrow. */
final class ActionSyntax {

    private static final int MAX_TARGETS = 32;
    private static final String ACTIONS =
            "echo, speech, conference, conference:ROOM, user, user:NAME, agent:NAME, trunk:NAME, sip:…, announce:SOUND or refuse:CAUSE";

    private final RouteNames names;

    ActionSyntax(RouteNames names) {
        this.names = names;
    }

    RouteAction parse(List<String> words) {
        if (words.isEmpty()) {
            throw new RuleException("nothing stands right of ->; write " + ACTIONS);
        }
        String action = words.getFirst();
        RouteOptions options = new RouteOptions(words.subList(1, words.size()));
        RouteAction parsed = action(action, options);
        options.requireNoneLeft(action);
        return parsed;
    }

    private RouteAction action(String action, RouteOptions options) {
        if (action.equals("echo")) {
            return new RouteAction.Fixed(new Destination.Echo());
        }
        if (action.equals("speech")) {
            return new RouteAction.Fixed(new Destination.Speech());
        }
        if (action.equals("conference")) {
            return new RouteAction.DialledConference();
        }
        if (action.startsWith("conference:")) {
            String room = name(action, "conference:");
            return new RouteAction.Fixed(new Destination.Conference(room));
        }
        if (action.startsWith("refuse:")) {
            Cause cause = RouteAction.cause(action.substring("refuse:".length()));
            return new RouteAction.Fixed(new Destination.Refuse(cause));
        }
        if (action.startsWith("announce:")) {
            return announcement(name(action, "announce:"), options.takeCause());
        }
        return dial(action, options);
    }

    private static RouteAction announcement(String sound, @Nullable Cause cause) {
        Cause after = cause == null ? Cause.of(Cause.Kind.UNAVAILABLE) : cause;
        return new RouteAction.Fixed(new Destination.Announce(sound, after));
    }

    private RouteAction dial(String action, RouteOptions options) {
        int strip = options.takeStrip();
        String prefix = options.takePrefix();
        List<RouteAction.Target> targets = new ArrayList<>();
        for (String word : action.split(",", -1)) {
            targets.add(target(word, strip, prefix));
        }
        boolean number =
                targets.stream().anyMatch(RouteAction.Target.BehindTrunk.class::isInstance);
        if (!number && (strip > 0 || !prefix.isEmpty())) {
            throw new RuleException("strip and prefix change the number a trunk is given");
        }
        if (targets.size() > MAX_TARGETS) {
            throw new RuleException("more than " + MAX_TARGETS + " parties to call");
        }
        boolean parallel = options.takeFlag("parallel");
        return new RouteAction.Dial(
                List.copyOf(targets), parallel, options.takeRingMs(), options.takeFlag("record"));
    }

    private RouteAction.Target target(String word, int strip, String prefix) {
        if (word.equals("user")) {
            return new RouteAction.Target.DialledUser();
        }
        if (word.startsWith("user:")) {
            names.requireUser(name(word, "user:"));
            return fixed(new DialTarget.User(name(word, "user:")));
        }
        if (word.startsWith("agent:")) {
            return fixed(new DialTarget.Agent(name(word, "agent:")));
        }
        if (word.startsWith("trunk:")) {
            names.requireTrunk(name(word, "trunk:"));
            return new RouteAction.Target.BehindTrunk(name(word, "trunk:"), strip, prefix);
        }
        if (word.matches("sips?:[^\\s<>\"]{1,512}")) {
            return fixed(new DialTarget.Uri(word));
        }
        throw new RuleException("'%s' is no destination; write %s".formatted(word, ACTIONS));
    }

    private static RouteAction.Target fixed(DialTarget target) {
        return new RouteAction.Target.Fixed(target);
    }

    private static String name(String word, String start) {
        String name = word.substring(start.length());
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._@+-]{0,127}")) {
            throw new RuleException("'%s' needs a name behind %s".formatted(word, start));
        }
        return name;
    }
}
