package io.ringway.signaling.http;

/** Produces server-sent events (WHATWG HTML §9.2) on the request's virtual thread. */
@FunctionalInterface
public interface EventFeed {

    /**
     * Sends until it has nothing more to say or {@link EventSink#send} says that nobody listens.
     */
    void run(EventSink sink) throws InterruptedException;
}
