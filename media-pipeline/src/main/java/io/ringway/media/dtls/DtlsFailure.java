package io.ringway.media.dtls;

import io.ringway.media.CloseReason;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.TlsTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Why an association ended without anybody closing it.
 *
 * @param detail one line for an operator
 */
record DtlsFailure(CloseReason reason, String detail) {

    static DtlsFailure of(String detail) {
        return new DtlsFailure(CloseReason.DTLS_FAILED, detail);
    }

    /** Puts what the TLS stack threw into words. */
    static DtlsFailure of(Throwable thrown) {
        return switch (thrown) {
            case TlsFatalAlertReceived alert ->
                    of(
                            "remote side ended the handshake with alert "
                                    + AlertDescription.getText(alert.getAlertDescription()));
            case TlsFatalAlert alert ->
                    of(
                            "handshake refused with alert "
                                    + AlertDescription.getText(alert.getAlertDescription())
                                    + causeOf(alert.getCause()));
            case TlsTimeoutException timeout -> of(String.valueOf(timeout.getMessage()));
            default -> of("TLS stack failed" + causeOf(thrown));
        };
    }

    private static String causeOf(@Nullable Throwable cause) {
        return cause == null ? "" : ": " + cause;
    }
}
