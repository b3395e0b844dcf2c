package io.ringway.bench;

import org.agrona.MutableDirectBuffer;

/** One session, both directions with one key, of whichever implementation is measured. */
sealed interface SrtpSubject extends AutoCloseable permits RingwaySrtp, JitsiSrtp {

    /** Opens a packet in off-heap memory and returns the plain length, negative when refused. */
    int open(MutableDirectBuffer sealed, int offset, int length);

    /** Seals a packet in off-heap memory and returns the length. */
    int seal(MutableDirectBuffer plain, int length, MutableDirectBuffer out, int outOffset);

    @Override
    void close();
}
