package io.ringway.server.call;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Shows progress: a bar that is drawn over itself on a terminal, else a plain line now and then.
 * Thread: the caller's.
 */
public final class ProgressLine implements Consumer<CallerProgress> {

    private static final int BAR_CHARS = 24;
    private static final String REDRAW = "\r\u001b[K";
    private static final double PLAIN_SECONDS = 5;

    private final PrintWriter out;
    private final boolean terminal;
    private double nextPlainSeconds;
    private int connectedBefore;

    /**
     * @param terminal whether a line may be drawn over
     */
    public ProgressLine(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void accept(CallerProgress now) {
        if (terminal) {
            out.print(REDRAW + bar(now) + text(now));
        } else if (isNews(now)) {
            out.println(text(now));
        }
        out.flush();
    }

    /** Leaves room for what is printed next. */
    public void end() {
        if (terminal) {
            out.print(REDRAW);
            out.flush();
        }
    }

    private boolean isNews(CallerProgress now) {
        boolean allConnected = now.connected() == now.calls() && connectedBefore < now.calls();
        boolean due = now.connected() > 0 && now.seconds() >= nextPlainSeconds;
        connectedBefore = now.connected();
        if (due) {
            nextPlainSeconds = now.seconds() + PLAIN_SECONDS;
        }
        return allConnected || due;
    }

    private static String text(CallerProgress now) {
        if (now.connected() == 0) {
            return now.calls() == 1 ? "connecting" : "connecting %d calls".formatted(now.calls());
        }
        StringBuilder line = new StringBuilder();
        line.append(clock(now.seconds()));
        if (now.lengthSeconds() > 0) {
            line.append(" of ").append(clock(now.lengthSeconds()));
        }
        if (now.calls() > 1) {
            line.append("  ").append(now.connected()).append('/').append(now.calls());
            line.append(" calls");
        }
        line.append("  sent ").append(now.packetsSent());
        line.append("  back ").append(now.packetsReceived());
        if (now.roundTripMs() >= 0) {
            line.append(String.format(Locale.ROOT, "  round trip %.1f ms", now.roundTripMs()));
        }
        return line.toString();
    }

    private static String bar(CallerProgress now) {
        if (now.connected() == 0 || now.lengthSeconds() <= 0) {
            return "";
        }
        double share = Math.clamp(now.seconds() / now.lengthSeconds(), 0, 1);
        int full = (int) Math.round(share * BAR_CHARS);
        return "[" + "#".repeat(full) + ".".repeat(BAR_CHARS - full) + "] ";
    }

    private static String clock(double seconds) {
        int whole = (int) seconds;
        return "%d:%02d".formatted(whole / 60, whole % 60);
    }
}
