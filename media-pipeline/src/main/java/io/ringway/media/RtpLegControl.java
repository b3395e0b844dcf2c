package io.ringway.media;

/**
 * A leg whose packets come over a port pair of its own from the RTP range: a phone's.
 *
 * <p>The pair is bound when the leg is opened and free again when it is closed. Packets are taken
 * from the address the remote party described or, as symmetric RTP (RFC 4961), from the first one
 * that proves to be it; the rules are those of {@link RemoteRtp}.
 *
 * <p>Thread: as {@link LegControl}.
 */
public interface RtpLegControl extends LegControl {

    /** What an offer or answer has to say of our side; the same for the life of the leg. */
    LocalRtp localRtp();

    /**
     * Applies the remote side of an offer/answer; a repeat of what is known changes nothing.
     * Another address is sent to at once and learned anew; other keys begin with the next packet,
     * while streams keep their SSRC, sequence, time and rollover counters.
     */
    void setRemoteRtp(RemoteRtp remote);

    /**
     * The call is answered: from now on a remote party from which nothing comes is given up after
     * the time-out. While it rings it may be silent for as long as it likes, early media or not.
     */
    void expectMedia();
}
