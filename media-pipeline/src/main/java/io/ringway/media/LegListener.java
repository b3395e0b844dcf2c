package io.ringway.media;

/** Hears of one leg's life. Called on a virtual thread, one event at a time, in order. */
@FunctionalInterface
public interface LegListener {

    void onEvent(LegEvent event);
}
