package io.ringway.media.leg;

import io.ringway.media.CloseReason;
import io.ringway.media.net.PacketEvent;
import io.ringway.media.net.SendWindow;
import io.ringway.media.rtp.RtpHeader;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A leg's way to its remote party and back: everything above it is the same for a browser on the
 * shared media port and for a phone on ports of its own.
 *
 * <p>Thread: the leg's shard.
 */
sealed interface LegTransport permits IceTransport, RtpTransport {

    /** What an admitting method returns for a packet of the remote party's. */
    int ADMITTED = 0;

    /** What the leg does when its transport changes. */
    interface Listener {

        /** There is a way to the remote party, for the first time or again. */
        void onConnected();

        /** Nothing works any more. */
        void onFailed(CloseReason reason, String detail);
    }

    /**
     * Whether a packet that has been opened is the remote party's; where it came from may change
     * where media goes.
     *
     * @param header of the plain packet
     * @param authentic whether it has been authenticated
     * @return {@link #ADMITTED}, or the code of the counter that says why not
     */
    int admit(PacketEvent event, RtpHeader header, boolean authentic, long nowNs);

    /** The same for a compound of reports. */
    int admitReports(PacketEvent event, boolean authentic, long nowNs);

    /** A STUN message. */
    void onStun(PacketEvent event, long nowNs);

    /** Any packet that came after the end. */
    void onPacketAfterEnd(PacketEvent event);

    void onTimer(long nowNs);

    long nextDeadlineNs();

    /** Whether there is a way to the remote party now. */
    boolean ready();

    /**
     * Room for a datagram to the remote party, to be committed before the next claim.
     *
     * @return null when there is no way, or no room (counted)
     */
    @Nullable UnsafeBuffer claim();

    /** Sends what was written into the claimed room; a length of 0 or less gives the room back. */
    void commit(int length, @Nullable SendWindow window);

    /** The same for reports, which may go another way. */
    void commitReports(int length);

    /** Sends bytes as they are: a DTLS record. */
    void send(byte[] datagram);

    /** Whether the remote party ends the call by ending its DTLS association. */
    boolean endsWithDtls();

    /** Answers and takes nothing more; what is said in leaving still goes out. */
    void stopListening();

    /** Lets go of everything. */
    void close();

    /** Where media goes, such as {@code 192.0.2.1:5000} or {@code [2001:db8::1]:5000}, or empty. */
    String remoteAddress();

    /** State of ICE in one word; empty without ICE. */
    String iceState();
}
