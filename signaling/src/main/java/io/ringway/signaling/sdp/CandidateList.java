package io.ringway.signaling.sdp;

import io.ringway.media.ice.IceCandidate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code a=candidate} lines of one transport that can be of use (RFC 8839 §5.1).
 *
 * @param candidates UDP candidates for RTP, in order; at most {@link SdpLimits#maxCandidates()}
 * @param ignored lines beyond that limit, malformed, or with a host name that would need resolving
 */
record CandidateList(List<IceCandidate> candidates, int ignored) {

    static final CandidateList EMPTY = new CandidateList(List.of(), 0);

    CandidateList {
        candidates = List.copyOf(candidates);
    }

    /** A malformed candidate is skipped, for another one may do (RFC 8839 §5.1). */
    static CandidateList of(List<SdpLine> lines, int maxCandidates) {
        List<IceCandidate> kept = new ArrayList<>();
        int ignored = 0;
        for (SdpLine line : lines) {
            if (kept.size() == maxCandidates) {
                ignored++;
                continue;
            }
            try {
                IceCandidate candidate = IceCandidate.parse(line.value());
                if (candidate == null || candidate.component() != 1) {
                    // TCP, and RTCP apart from RTP: well formed, of no use with rtcp-mux over UDP.
                    continue;
                }
                if (isAddressOrObfuscated(candidate)) {
                    kept.add(candidate);
                } else {
                    ignored++;
                }
            } catch (IllegalArgumentException malformed) {
                ignored++;
            }
        }
        return new CandidateList(kept, ignored);
    }

    /** A host name would be a way to make this host send DNS queries (RFC 8839 §5.1). */
    private static boolean isAddressOrObfuscated(IceCandidate candidate) {
        String host = candidate.host();
        return candidate.obfuscated() || isMadeOf(host, "0123456789.") || isIpv6(host);
    }

    private static boolean isIpv6(String host) {
        return host.indexOf(':') >= 0 && isMadeOf(host, "0123456789abcdefABCDEF:.");
    }

    private static boolean isMadeOf(String text, String allowed) {
        for (int i = 0; i < text.length(); i++) {
            if (allowed.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** What stands in the m-line: relayed before reflexive before host, IPv4 first (§4.2.1.2). */
    static @Nullable IceCandidate defaultOf(List<IceCandidate> candidates) {
        IceCandidate best = null;
        for (IceCandidate candidate : candidates) {
            if (!candidate.obfuscated() && (best == null || rank(candidate) > rank(best))) {
                best = candidate;
            }
        }
        return best;
    }

    private static int rank(IceCandidate candidate) {
        int family = candidate.host().indexOf(':') < 0 ? 4 : 0;
        return family
                + switch (candidate.type()) {
                    case RELAYED -> 3;
                    case SERVER_REFLEXIVE -> 2;
                    case PEER_REFLEXIVE -> 0;
                    case HOST -> 1;
                };
    }
}
