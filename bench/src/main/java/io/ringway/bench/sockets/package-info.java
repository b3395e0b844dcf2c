/**
 * What a datagram costs between kernel and ring, and between queue and kernel: processor time of
 * the event loop, over sockets on loopback. Run by {@code ringway bench sockets}.
 */
@NullMarked
package io.ringway.bench.sockets;

import org.jspecify.annotations.NullMarked;
