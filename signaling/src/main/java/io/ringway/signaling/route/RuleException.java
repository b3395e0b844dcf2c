package io.ringway.signaling.route;

/** A rule cannot be used; the message says what was wrong and what would be right. */
final class RuleException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    RuleException(String message) {
        super(message);
    }
}
