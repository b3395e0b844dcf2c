package io.ringway.media.segment;

import io.ringway.proto.ServiceMessage;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what the service says to who can do it, and the answer back. Thread: the forwarder's. */
final class RequestDispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(RequestDispatcher.class);

    private final ServiceRequestListener listener;

    RequestDispatcher(ServiceRequestListener listener) {
        this.listener = listener;
    }

    Optional<SpeechEvent.Rejected> dispatch(ServiceMessage message) {
        return switch (ServiceRequestDecoder.decode(message)) {
            case ServiceRequestDecoder.Decoded.Invalid invalid -> Optional.of(invalid.answer());
            case ServiceRequestDecoder.Decoded.Valid valid ->
                    ask(valid.request()).map(rejection -> rejected(valid, rejection));
        };
    }

    private Optional<Rejection> ask(ServiceRequest request) {
        try {
            return listener.onRequest(request);
        } catch (RuntimeException e) {
            LOG.error("call={} request of the speech service failed", request.sessionId(), e);
            return Optional.of(
                    new Rejection(
                            Rejection.Code.INTERNAL, "the request failed; see Ringway's log"));
        }
    }

    private static SpeechEvent.Rejected rejected(
            ServiceRequestDecoder.Decoded.Valid valid, Rejection rejection) {
        return new SpeechEvent.Rejected(valid.request().sessionId(), valid.name(), rejection);
    }
}
