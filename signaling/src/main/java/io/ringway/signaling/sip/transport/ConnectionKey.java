package io.ringway.signaling.sip.transport;

import java.net.InetSocketAddress;

/**
 * What makes a connection to be used again. Connections by TLS are told apart by the name their
 * certificate was checked for.
 *
 * @param host empty unless a name was checked
 */
record ConnectionKey(SipTransport transport, InetSocketAddress remote, String host) {}
