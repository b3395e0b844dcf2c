package io.ringway.signaling.sdp;

import io.ringway.signaling.sdp.SectionVerdict.Accepted;
import io.ringway.signaling.sdp.SectionVerdict.Refused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An offer with what becomes of it.
 *
 * @param verdicts one per m-line, in order; at least one is accepted
 * @param bundle mids of accepted sections in the order of their BUNDLE group; empty without one
 * @param transport the one all accepted sections share
 */
record ReviewedOffer(
        List<SectionVerdict> verdicts, List<String> bundle, StatedTransport transport) {

    ReviewedOffer {
        verdicts = List.copyOf(verdicts);
        bundle = List.copyOf(bundle);
    }

    List<RefusedSection> refused() {
        List<RefusedSection> refused = new ArrayList<>();
        for (SectionVerdict verdict : verdicts) {
            switch (verdict) {
                case Refused no -> refused.add(no.describe());
                case Accepted yes -> {
                    // Told by the audio sections.
                }
            }
        }
        return refused;
    }

    /** SSRCs our own must differ from (RFC 3550 §8.1). */
    Set<Long> remoteSsrcs(SdpLimits limits) throws SdpException {
        Set<Long> all = new HashSet<>();
        for (SectionVerdict verdict : verdicts) {
            if (verdict instanceof Accepted accepted) {
                all.addAll(LiveAudio.ssrcsOf(accepted.section(), limits));
            }
        }
        return all;
    }
}
