package io.ringway.media.net;

import java.net.InetSocketAddress;
import org.agrona.DirectBuffer;

/** The address objects of those who send. Thread: an event loop. */
sealed interface SourceNames permits KnownSources, LastSource {

    /** The address at that place in memory; the same object as last time, as a rule. */
    InetSocketAddress of(DirectBuffer memory, int offset);
}
