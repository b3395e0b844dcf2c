package io.ringway.signaling.sip.transport;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The rule of RFC 3261 §18.1.1 for one transaction: a request of more than 1,300 bytes that would
 * go by UDP goes by TCP, if the far end takes it there, else by UDP after all. What belongs to the
 * request (its CANCEL, the ACK of a refusal) goes the same way. To JAIN-SIP the transaction stays
 * one over UDP; the retransmissions it asks for are left out once the request has gone by TCP.
 *
 * <p>Thread: any.
 */
final class LargeRequests {

    /** What a datagram may have on a path of unknown MTU. */
    static final int MAX_DATAGRAM_BYTES = 1_300;

    private enum Way {
        UDP,
        TCP,
        /** TCP was refused. */
        ONLY_UDP
    }

    private final AtomicReference<Way> way = new AtomicReference<>(Way.UDP);
    private volatile @Nullable String sentByTcp;

    /** Whether a request is to go by TCP. */
    boolean isForTcp(int lengthBytes) {
        return way.get() == Way.TCP || (way.get() == Way.UDP && lengthBytes > MAX_DATAGRAM_BYTES);
    }

    /**
     * Marks a request as given to TCP; false when it had been before and is not to be sent again.
     */
    boolean giveToTcp(SIPRequest request) {
        String identity = request.getMethod() + request.getTransactionId();
        boolean again = way.get() == Way.TCP && identity.equals(sentByTcp);
        sentByTcp = identity;
        way.set(Way.TCP);
        return !again;
    }

    /** TCP does not lead there; from now on all goes by UDP. */
    void refused() {
        way.set(Way.ONLY_UDP);
    }
}
