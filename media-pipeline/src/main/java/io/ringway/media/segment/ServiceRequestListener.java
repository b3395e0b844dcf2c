package io.ringway.media.segment;

import java.util.Optional;

/** Carries out what a speech service asks for. */
@FunctionalInterface
public interface ServiceRequestListener {

    /**
     * Called on the forwarder's thread, in the order the service sent its messages; must not block.
     *
     * @return why it cannot be done, for the service to be told, or empty
     */
    Optional<Rejection> onRequest(ServiceRequest request);
}
