package io.ringway.server.speech;

/** Hears of levels. Called on the sink's thread, every 100 ms of each leg; must not block. */
@FunctionalInterface
public interface LevelListener {

    void onLevel(LevelSnapshot level);

    /** Ends a listener's subscription. */
    @FunctionalInterface
    interface Subscription extends AutoCloseable {

        @Override
        void close();
    }
}
