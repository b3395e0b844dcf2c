package io.ringway.signaling.http;

/** Answers one request. Runs on a virtual thread of its own and may block. */
@FunctionalInterface
public interface Handler {

    /**
     * @throws ProblemException to answer with an error
     * @throws Exception anything else is logged and answered with 500
     */
    Response handle(Request request) throws Exception;
}
