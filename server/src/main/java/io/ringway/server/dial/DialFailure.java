package io.ringway.server.dial;

import io.ringway.server.call.CallException;
import io.ringway.signaling.call.Cause;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in a line why a call was not answered. */
final class DialFailure {

    private final DialSettings settings;
    private final MessageLadder ladder;
    private final String complaint;

    /**
     * @param complaint why a password was of no use; empty when it was
     */
    DialFailure(DialSettings settings, MessageLadder ladder, String complaint) {
        this.settings = settings;
        this.ladder = ladder;
        this.complaint = complaint;
    }

    /** Nobody answered for as long as it may ring. */
    CallException ofSilence() {
        String within = "within " + settings.ringTimeoutS() + " s";
        return ladder.heard()
                ? new CallException("no answer " + within)
                : unreachable("nothing came back " + within);
    }

    /** The call ended before it was answered. */
    CallException of(Cause end) {
        int status = ladder.inviteStatus();
        if (status == 0) {
            String why = ladder.sendFailure().isEmpty() ? text(end) : ladder.sendFailure();
            return unreachable(why);
        }
        if (status < 300) {
            return new CallException("answered, but of no use: " + text(end));
        }
        return new CallException("refused: " + text(end) + account(status));
    }

    private String account(int status) {
        if (status != 401 && status != 407) {
            return "";
        }
        if (settings.account() == null) {
            return "; name an account by --user and --password-file";
        }
        return complaint.isEmpty() ? "" : "; " + complaint;
    }

    private CallException unreachable(String why) {
        String tls =
                settings.nextHop().transport().isSecure() && !settings.insecure()
                        ? "; --insecure takes any certificate"
                        : "";
        return new CallException(
                "cannot reach %s: %s%s".formatted(settings.nextHop().hop(), why, tls));
    }

    /** A cause in words. */
    static String text(@Nullable Cause end) {
        if (end == null) {
            return "no reason told";
        }
        return end.detail().isEmpty()
                ? end.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                : end.detail();
    }
}
