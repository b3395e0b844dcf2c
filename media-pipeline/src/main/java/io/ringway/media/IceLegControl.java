package io.ringway.media;

import io.ringway.media.ice.IceCandidate;

/**
 * A leg whose packets come over a bundled ICE and DTLS transport on the shared media port: a
 * browser's.
 *
 * <p>Thread: as {@link LegControl}.
 */
public interface IceLegControl extends LegControl {

    /** What an offer or answer has to say of our side now: current credentials and candidates. */
    LocalTransport localTransport();

    /**
     * Applies the remote side of an offer/answer. The first call starts ICE and DTLS; a later one
     * with other ICE credentials completes a restart (RFC 8445 §9), one with other fingerprints
     * starts a new DTLS association (RFC 8842 §4).
     */
    void setRemoteTransport(RemoteTransport remote);

    /** Adds a trickled candidate (RFC 8838). Names ending in {@code .local} are ignored. */
    void addRemoteCandidate(IceCandidate candidate);

    /** New local credentials; the old ones stay valid until the new pair is in use. */
    LocalTransport restartIce();
}
