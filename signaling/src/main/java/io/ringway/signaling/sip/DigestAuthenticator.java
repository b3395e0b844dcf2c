package io.ringway.signaling.sip;

import io.ringway.signaling.sip.auth.DigestAnswer;
import io.ringway.signaling.sip.auth.DigestClient;
import io.ringway.signaling.sip.dialog.Authenticator;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers a trunk's challenges in one dialog. Thread: one at a time, the leg's. */
final class DigestAuthenticator implements Authenticator {

    private static final Logger LOG = LoggerFactory.getLogger(DigestAuthenticator.class);

    private final String trunk;
    private final DigestClient digest;

    /**
     * @param trunk whose challenges, for the log
     */
    DigestAuthenticator(String trunk, DigestClient digest) {
        this.trunk = trunk;
        this.digest = digest;
    }

    @Override
    public void authorize(Request request) {
        digest.authorize(request);
    }

    @Override
    public @Nullable Request answer(Response challenge, Request challenged) {
        return switch (digest.answer(challenge, challenged)) {
            case DigestAnswer.Retry(Request request) -> request;
            case DigestAnswer.GiveUp(DigestAnswer.Reason reason, String detail) -> {
                LOG.warn("sip trunk={} challenge not answered: {} {}", trunk, reason, detail);
                yield null;
            }
        };
    }
}
