package io.ringway.signaling.sdp;

import java.util.Objects;

/**
 * Why a description, or a step of offer/answer, cannot be had. The message is meant for whoever
 * sent it: it names the line, what is wrong there and what would be right.
 */
public final class SdpException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What kind of failure this is, for choosing a status code. */
    public enum Reason {
        /** A limit of {@link SdpLimits} was passed. */
        TOO_LARGE,
        /** It is not SDP. */
        MALFORMED,
        /** It is SDP, but nothing this server can agree to. */
        UNACCEPTABLE,
        /** The offer or answer comes at a moment when none is expected. */
        WRONG_STATE
    }

    private final Reason reason;
    private final SdpWarning warning;
    private final int line;

    private SdpException(Reason reason, SdpWarning warning, int line, String message) {
        super(line > 0 ? "line " + line + ": " + message : message);
        this.reason = reason;
        this.warning = warning;
        this.line = line;
    }

    public static SdpException tooLarge(int line, String message) {
        return new SdpException(Reason.TOO_LARGE, SdpWarning.MISCELLANEOUS, line, message);
    }

    public static SdpException malformed(int line, String message) {
        return new SdpException(Reason.MALFORMED, SdpWarning.MISCELLANEOUS, line, message);
    }

    public static SdpException unacceptable(int line, String message) {
        return unacceptable(SdpWarning.MISCELLANEOUS, line, message);
    }

    public static SdpException unacceptable(SdpWarning warning, int line, String message) {
        return new SdpException(Reason.UNACCEPTABLE, warning, line, message);
    }

    public static SdpException wrongState(String message) {
        return new SdpException(Reason.WRONG_STATE, SdpWarning.MISCELLANEOUS, 0, message);
    }

    /** Never null; fit to be shown to whoever sent the description. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    public Reason reason() {
        return reason;
    }

    /** What to say in a SIP {@code Warning} header (RFC 3261 §20.43); the text is constant. */
    public SdpWarning warning() {
        return warning;
    }

    /** Number of the offending line, from 1; 0 when it is about the whole. */
    public int line() {
        return line;
    }
}
