package io.ringway.media.dtls;

import io.ringway.media.CloseReason;
import io.ringway.media.srtp.SrtpKeys;

/**
 * Hears of one association.
 *
 * <p>Thread: the association's virtual thread, one call at a time. {@link #onFailed} or {@link
 * #onClosed} is the last call; neither comes after this side's own {@link DtlsAssociation#close()}.
 */
public interface DtlsListener {

    /** Send this to the remote side now; the array is the listener's from here on. */
    void onDatagram(byte[] datagram);

    /** The handshake is done, the certificate is the promised one, and these are the keys. */
    void onKeys(SrtpKeys keys);

    /**
     * No keys, or no association any more.
     *
     * @param reason {@link CloseReason#DTLS_FAILED} or {@link CloseReason#FINGERPRINT_MISMATCH}
     * @param detail what happened, in one line for an operator
     */
    void onFailed(CloseReason reason, String detail);

    /** The remote side said goodbye (close_notify). */
    void onClosed();
}
