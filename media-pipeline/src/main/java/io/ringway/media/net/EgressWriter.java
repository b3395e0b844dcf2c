package io.ringway.media.net;

import com.lmax.disruptor.EventPoller;

/** Where an {@link EgressQueue} is emptied: on one event loop, to one socket or to many. */
sealed interface EgressWriter permits UdpEgress, RtpEgress {

    /** Has the event loop take its next turn, if it sleeps. Any thread. */
    void wake();

    /**
     * Writes all that waits, and flushes before the last slot is given back: until then the
     * datagrams are sent from where they lie. On the event loop.
     */
    void drain(EventPoller<EgressPacket> packets);
}
