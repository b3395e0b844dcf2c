package io.ringway.media.ice;

import java.net.InetSocketAddress;
import org.agrona.DirectBuffer;

/**
 * Everything an {@link IceAgent} wants done. Called on the agent's thread from within its methods,
 * so an implementation must not call the agent back.
 */
public interface IceOutput {

    /** Sends a check; the bytes are only valid during the call. */
    void send(int path, DirectBuffer buffer, int offset, int length, InetSocketAddress destination);

    /** From now on answer checks for this entry's username fragment; replaces an earlier one. */
    void credentialsPublished(IceCredentialsEntry entry);

    /** No longer answer checks for that username fragment. */
    void credentialsRetired(String localUfrag);

    /** A check proved that the peer is at that address: take DTLS and media from there. */
    void sourceValidated(InetSocketAddress source);

    /** That address made room for another, was not wanted at all, or the agent closed. */
    void sourceRetired(InetSocketAddress source);

    /** Send media here from now on. */
    void selectedPairChanged(int path, InetSocketAddress destination);

    /** A pair is selected, the first time or again after {@link #disconnected()} or a failure. */
    void connected();

    /** Consent ran out or nothing was heard for the expiry time: stop sending media. */
    void disconnected();

    /** No pair works, or none came back after {@link #disconnected()}; only a restart helps. */
    void failed();
}
