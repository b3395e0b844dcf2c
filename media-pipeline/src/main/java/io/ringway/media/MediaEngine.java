package io.ringway.media;

import java.util.List;

/**
 * The running media plane: sockets, shards and every leg on them.
 *
 * <p>Thread: any. Nothing here blocks except {@link #close()}, and {@link #openRtp} for as long as
 * it takes to bind two sockets.
 */
public interface MediaEngine extends AutoCloseable {

    /**
     * Opens a leg over ICE: fresh credentials, an owning shard, no socket traffic yet.
     *
     * @param spec what the leg is for; its session id must be unused
     * @param listener told of everything that happens to the leg, in order, on one virtual thread
     * @throws CapacityExceededException when {@code max-sessions} legs are open or the engine
     *     drains
     */
    IceLegControl open(LegSpec spec, LegListener listener);

    /**
     * Opens a leg over plain RTP: a bound port pair, an owning shard. Waits for an event loop to
     * bind the ports, usually less than a millisecond; not to be called on one.
     *
     * @param spec what the leg is for; its session id must be unused
     * @param listener as in {@link #open}
     * @throws CapacityExceededException when {@code max-sessions} legs are open, no port pair is
     *     free, or the engine drains
     */
    RtpLegControl openRtp(RtpLegSpec spec, LegListener listener);

    /**
     * Lets two legs hear each other. Packets pass as they are where both sides agreed on the codec
     * and no leg needs another; else they are played out and encoded anew, which also absorbs the
     * difference of clocks. What is decided follows {@link LegControl#setAudio}. What is played
     * into a leg replaces the other party while it lasts; a section that may not send hears
     * nothing. Telephone keys told by events do not pass: see {@link LegEvent.KeyPressed}.
     *
     * @throws IllegalArgumentException when the legs are not this engine's, are one and the same,
     *     or one of them is in a bridge already
     */
    BridgeControl bridge(LegControl first, LegControl second, BridgeSpec spec);

    /**
     * Takes a place in a conference, which begins with its first place. Nobody hears anything of
     * that before {@link ConferencePlace#join}.
     *
     * @param room its name
     * @throws ConferenceFullException when as many are in the room as may be
     * @throws CapacityExceededException when there are as many rooms as may be
     */
    ConferencePlace enterConference(String room);

    /** Rooms somebody is in. */
    List<ConferenceReport> conferences();

    /** Says who transfers calls when a speech service asks for it; nobody does before. */
    void setTransfers(TransferRequests transfers);

    /** Legs open now, in any state before closed. */
    int activeLegs();

    /** UDP port all WebRTC media arrives on. */
    int mediaPort();

    /** Refuses new legs from now on; those that run go on. */
    void drain();

    /** Closes every leg, finishes recordings and forwarding, then frees sockets and threads. */
    @Override
    void close();
}
