package io.ringway.signaling.sdp;

/** Where an offer/answer exchange stands (RFC 8829 §3.2). */
public sealed interface NegotiationState {

    /** Nothing under way: either side may offer. */
    record Stable() implements NegotiationState {}

    /** Our offer waits for its answer; an offer of the remote side now is glare. */
    record HaveLocalOffer(LocalOffer offer) implements NegotiationState {}

    /** The remote side's offer waits for our answer. */
    record HaveRemoteOffer(RemoteOffer offer) implements NegotiationState {}
}
