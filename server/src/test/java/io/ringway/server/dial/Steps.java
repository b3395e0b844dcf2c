package io.ringway.server.dial;

import io.ringway.server.call.CallerProgress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a call tells while it lasts. */
final class Steps implements DialListener {

    private final List<String> steps = new CopyOnWriteArrayList<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();

    @Override
    public void onStep(String text) {
        steps.add(text);
    }

    @Override
    public void onProgress(CallerProgress now) {}

    @Override
    public void onMessage(String line) {
        messages.add(line);
    }

    List<String> steps() {
        return steps;
    }

    /** Messages without their times and where they went. */
    List<String> ladder() {
        return messages.stream().map(line -> line.replaceAll("^.*? s  |  \\[.*$", "")).toList();
    }
}
