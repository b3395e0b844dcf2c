package io.ringway.signaling.sdp;

import io.ringway.media.dtls.DtlsRole;

/**
 * What this side wants when it answers.
 *
 * @param dtlsRole role to take when the offer leaves the choice ({@code actpass}) and no DTLS
 *     association has to be kept; CLIENT keeps the first flight small
 * @param direction the most this side would do; the offer may narrow it
 * @param stereo whether stereo Opus is asked for where it is offered
 * @param redundancy whether RED around Opus (RFC 2198) is accepted, or even preferred
 * @param candidatesComplete whether no candidate will follow those in the answer
 */
public record AnswerPolicy(
        DtlsRole dtlsRole,
        MediaDirection direction,
        boolean stereo,
        OpusRedundancy redundancy,
        boolean candidatesComplete) {

    /** Active, both ways, everything offered that can be had, candidates may still trickle. */
    public static final AnswerPolicy DEFAULT =
            new AnswerPolicy(
                    DtlsRole.CLIENT, MediaDirection.SENDRECV, true, OpusRedundancy.ACCEPT, false);

    public AnswerPolicy withDtlsRole(DtlsRole role) {
        return new AnswerPolicy(role, direction, stereo, redundancy, candidatesComplete);
    }

    public AnswerPolicy withDirection(MediaDirection most) {
        return new AnswerPolicy(dtlsRole, most, stereo, redundancy, candidatesComplete);
    }

    public AnswerPolicy withStereo(boolean wanted) {
        return new AnswerPolicy(dtlsRole, direction, wanted, redundancy, candidatesComplete);
    }

    public AnswerPolicy withRedundancy(OpusRedundancy wanted) {
        return new AnswerPolicy(dtlsRole, direction, stereo, wanted, candidatesComplete);
    }

    public AnswerPolicy withCandidatesComplete(boolean complete) {
        return new AnswerPolicy(dtlsRole, direction, stereo, redundancy, complete);
    }
}
