package io.ringway.signaling.sdp;

/** What negotiations throw, for media of tests that negotiate nothing. */
public final class AudioRefusal {

    private AudioRefusal() {}

    public static SdpException noCodec() {
        return SdpException.unacceptable(1, "no codec in common");
    }

    public static SdpException wrongState() {
        return SdpException.wrongState("an exchange is under way");
    }
}
