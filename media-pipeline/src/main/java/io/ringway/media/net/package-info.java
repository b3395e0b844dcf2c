/**
 * The edge to the network: UDP sockets, what a datagram is, and whose it is.
 *
 * <p>In come datagrams, out go events on the shards' rings and sealed datagrams from the shards'
 * egress queues. Everything here runs on Netty's event loops; a socket and its flow table belong to
 * one loop.
 */
@NullMarked
package io.ringway.media.net;

import org.jspecify.annotations.NullMarked;
