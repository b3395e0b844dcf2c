package io.ringway.server.command;

import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.Destination;
import io.ringway.signaling.call.DialTarget;
import java.util.Locale;
import java.util.stream.Collectors;

/** A destination in words. */
final class DestinationText {

    private DestinationText() {}

    static String of(Destination destination) {
        return switch (destination) {
            case Destination.Echo _ -> "echo: the caller hears itself";
            case Destination.Speech _ -> "the speech service";
            case Destination.Conference(String room) -> "the conference " + room;
            case Destination.Announce announce ->
                    "the sound %s, then refused: %s"
                            .formatted(announce.sound(), text(announce.cause()));
            case Destination.Refuse refuse -> "nobody: refused as " + text(refuse.cause());
            case Destination.Dial dial -> text(dial);
        };
    }

    private static String text(Destination.Dial dial) {
        String all =
                dial.targets().stream()
                        .map(DestinationText::text)
                        .collect(Collectors.joining(dial.parallel() ? " and " : ", then "));
        return "%s, %d s%s"
                .formatted(all, dial.ringMs() / 1_000, dial.record() ? ", recorded" : "");
    }

    private static String text(DialTarget target) {
        return switch (target) {
            case DialTarget.User user -> "registered user " + user.name();
            case DialTarget.Agent agent -> "agent " + agent.name();
            case DialTarget.Trunk trunk -> trunk.number() + " by trunk " + trunk.trunk();
            case DialTarget.Uri uri -> uri.uri();
        };
    }

    private static String text(Cause cause) {
        String kind = cause.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return cause.detail().isEmpty() ? kind : kind + " (" + cause.detail() + ")";
    }
}
