package io.ringway.signaling.sip.media;

import io.ringway.media.IceLegControl;
import io.ringway.media.LegEvent;
import io.ringway.media.LegListener;
import io.ringway.media.LocalTransport;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sdp.SdpWarning;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Waits for a leg's first candidate, since SIP here does not trickle (RFC 8840 is an extension few
 * peers have): a description carries all there is.
 *
 * <p>Thread: events come on the leg's, the wait is the dialog's.
 */
final class IceGathering implements LegListener {

    private final LegListener listener;
    private final int limitMs;
    private final CountDownLatch found = new CountDownLatch(1);

    IceGathering(LegListener listener, int limitMs) {
        this.listener = listener;
        this.limitMs = limitMs;
    }

    @Override
    public void onEvent(LegEvent event) {
        if (event instanceof LegEvent.LocalCandidate || event instanceof LegEvent.Closed) {
            found.countDown();
        }
        listener.onEvent(event);
    }

    /**
     * The leg's transport, with a candidate at least.
     *
     * @throws SdpException when there is none in time
     */
    LocalTransport complete(IceLegControl leg) throws SdpException {
        LocalTransport local = leg.localTransport();
        if (local.candidates().isEmpty() && isFoundInTime()) {
            local = leg.localTransport();
        }
        if (local.candidates().isEmpty()) {
            throw SdpException.unacceptable(
                    SdpWarning.INCOMPATIBLE_NETWORK_ADDRESS,
                    0,
                    "no local address was found within " + limitMs + " ms");
        }
        return local;
    }

    private boolean isFoundInTime() {
        try {
            return found.await(limitMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
