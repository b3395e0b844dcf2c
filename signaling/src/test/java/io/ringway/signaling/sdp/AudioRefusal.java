package io.ringway.signaling.sdp;

/** Raises what negotiations raise, for media of tests that negotiate nothing. */
public final class AudioRefusal {

    private AudioRefusal() {}

    public static void raise() throws SdpException {
        throw SdpException.unacceptable(1, "no codec in common");
    }

    public static void raiseWrongState() throws SdpException {
        throw SdpException.wrongState("an exchange is under way");
    }
}
