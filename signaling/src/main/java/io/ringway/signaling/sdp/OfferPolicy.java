package io.ringway.signaling.sdp;

/**
 * What this side offers.
 *
 * @param direction what it wants to do; {@code sendonly} and {@code inactive} put on hold
 * @param stereo whether stereo Opus is asked for in a first offer; later ones keep what was agreed
 * @param redundancy whether RED around Opus (RFC 2198) is offered first time, and whether first of
 *     all
 * @param waveforms whether G.722 and G.711 are offered behind Opus first time, with comfort noise
 * @param candidatesComplete whether no candidate will follow those in the offer
 */
public record OfferPolicy(
        MediaDirection direction,
        boolean stereo,
        OpusRedundancy redundancy,
        boolean waveforms,
        boolean candidatesComplete) {

    /** Mono speech both ways with RED on offer, candidates may still trickle. */
    public static final OfferPolicy DEFAULT =
            new OfferPolicy(MediaDirection.SENDRECV, false, OpusRedundancy.ACCEPT, false, false);

    public OfferPolicy withDirection(MediaDirection wanted) {
        return new OfferPolicy(wanted, stereo, redundancy, waveforms, candidatesComplete);
    }

    public OfferPolicy withStereo(boolean wanted) {
        return new OfferPolicy(direction, wanted, redundancy, waveforms, candidatesComplete);
    }

    public OfferPolicy withRedundancy(OpusRedundancy wanted) {
        return new OfferPolicy(direction, stereo, wanted, waveforms, candidatesComplete);
    }

    public OfferPolicy withWaveforms(boolean wanted) {
        return new OfferPolicy(direction, stereo, redundancy, wanted, candidatesComplete);
    }

    public OfferPolicy withCandidatesComplete(boolean complete) {
        return new OfferPolicy(direction, stereo, redundancy, waveforms, complete);
    }
}
