package io.ringway.media;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * One remote party's media as signaling sees it, however its packets travel: {@link IceLegControl}
 * for browsers, {@link RtpLegControl} for phones.
 *
 * <p>Thread: any; calls are enqueued to the owning shard in the order they are made. Calls on a
 * closed leg do nothing.
 */
public interface LegControl {

    String sessionId();

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

    /**
     * Sends telephone keys as RFC 4733 events, before anything else that is sent.
     *
     * @param keys one or more of {@code 0-9 * # A-D}
     * @param durationMs how long each is held, 40 to 8,000
     * @return false when the remote party did not agree on telephone-event, there is no room for
     *     them, or the leg has ended: nothing is sent then
     */
    boolean sendKeys(String keys, int durationMs);

    /**
     * Tells the speech service of a telephone key that the remote party pressed and signaling told
     * of (SIP INFO); keys in the media are told by themselves.
     *
     * @param key one of {@code 0-9 * # A-D}
     * @param durationMs how long it was held
     */
    void noteKey(char key, int durationMs);

    /** A consistent snapshot taken on the shard. */
    CompletionStage<LegStatistics> statistics();

    /**
     * Ends the leg: RTCP BYE, DTLS close_notify, recording finished, then {@link LegEvent.Closed}.
     */
    void close(CloseReason reason);
}
