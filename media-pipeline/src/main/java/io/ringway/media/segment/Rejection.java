package io.ringway.media.segment;

/**
 * Why a request of the speech service was not carried out.
 *
 * @param detail what was wrong and what would be right, in one line
 */
public record Rejection(Code code, String detail) {

    /** As in the contract's {@code Rejected.Code}. */
    public enum Code {
        UNKNOWN_SESSION,
        INVALID_ARGUMENT,
        UNSUPPORTED,
        OVERLOADED,
        INTERNAL
    }
}
