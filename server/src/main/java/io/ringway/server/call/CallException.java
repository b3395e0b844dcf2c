package io.ringway.server.call;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A call cannot be had; the message is one line that says why and what would help. */
public final class CallException extends Exception {

    private static final long serialVersionUID = 1L;

    public CallException(String message) {
        this(message, null);
    }

    public CallException(String message, @Nullable Throwable cause) {
        super(message.replaceAll("\\s*\\R\\s*", " "), cause);
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
