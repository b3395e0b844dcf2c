package io.ringway.signaling.sip.media;

import java.net.InetAddress;

/**
 * Where media of a dialog is taken.
 *
 * @param local the local address that leads to the remote party
 * @param told what SDP says it is: the same, or the public one mapped to it
 */
public record MediaAddress(InetAddress local, InetAddress told) {

    /** One that is told as it is. */
    public static MediaAddress of(InetAddress local) {
        return new MediaAddress(local, local);
    }
}
