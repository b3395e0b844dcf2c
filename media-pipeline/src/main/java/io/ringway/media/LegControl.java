package io.ringway.media;

import io.ringway.media.ice.IceCandidate;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * One remote party's media as signaling sees it: a bundled ICE and DTLS transport with its audio
 * sections.
 *
 * <p>Thread: any; calls are enqueued to the owning shard in the order they are made. Calls on a
 * closed leg do nothing.
 */
public interface LegControl {

    String sessionId();

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

    /** The audio sections as negotiated now; replaces what was set before. */
    void setAudio(List<AudioSection> sections);

    /** Starts or stops sending received audio back. */
    void setEcho(boolean on);

    /** Changes what is forwarded to the speech service from the next segment on. */
    void setSpeechFormat(SpeechFormat format);

    /**
     * Sends one Opus packet on the first sending audio section, stamped right after the one before
     * it. For callers that pace themselves: the command-line caller and, later, players.
     *
     * @param opus one Opus packet (RFC 6716 §3); copied before return
     * @param samples48k its duration in 48 kHz samples
     * @return false when the leg cannot send now (no keys yet, or its queue is full; counted)
     */
    boolean sendOpus(byte[] opus, int samples48k);

    /**
     * Sends one Opus packet on the first sending audio section at a place of its own, for callers
     * whose packets leave out of order, or not all of them: a relayed stream, a played bad network.
     * Any other packet ends that stream; the next one placed begins another.
     *
     * @param opus one Opus packet (RFC 6716 §3); copied before return
     * @return false when the leg cannot send now (no keys yet, or its queue is full; counted)
     */
    boolean sendOpus(OpusPlacement place, byte[] opus);

    /**
     * Plays something to the remote party at the pace of the call; it replaces everything else that
     * is sent while it lasts. What is played before media can flow waits until it can.
     *
     * @return false when there is no room for it, or the leg has ended
     */
    boolean play(PlayRequest request);

    /** Throws away what is played, within 20 ms, and stops a sound. */
    void stopPlaying();

    /** A consistent snapshot taken on the shard. */
    CompletionStage<LegStatistics> statistics();

    /**
     * Ends the leg: RTCP BYE, DTLS close_notify, recording finished, then {@link LegEvent.Closed}.
     */
    void close(CloseReason reason);
}
