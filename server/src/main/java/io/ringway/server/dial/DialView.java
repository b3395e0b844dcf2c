package io.ringway.server.dial;

import io.ringway.server.call.CallerProgress;
import io.ringway.server.call.ProgressLine;
import java.io.PrintWriter;

/** Shows a call to a person: each step in a line, then a bar or a line now and then. */
public final class DialView implements DialListener {

    private final PrintWriter out;
    private final ProgressLine progress;
    private final boolean steps;
    private final boolean messages;

    /**
     * @param terminal whether a line may be drawn over
     * @param steps whether steps and progress are wanted
     * @param messages whether messages of signaling are
     */
    public DialView(PrintWriter out, boolean terminal, boolean steps, boolean messages) {
        this.out = out;
        this.progress = new ProgressLine(out, terminal);
        this.steps = steps;
        this.messages = messages;
    }

    @Override
    public synchronized void onStep(String text) {
        if (steps) {
            progress.end();
            out.println(text);
            out.flush();
        }
    }

    @Override
    public synchronized void onProgress(CallerProgress now) {
        if (steps) {
            progress.accept(now);
        }
    }

    @Override
    public synchronized void onMessage(String line) {
        if (messages) {
            if (steps) {
                progress.end();
            }
            out.println(line);
            out.flush();
        }
    }

    /** Leaves room for what is printed next. */
    public synchronized void end() {
        if (steps) {
            progress.end();
        }
    }
}
