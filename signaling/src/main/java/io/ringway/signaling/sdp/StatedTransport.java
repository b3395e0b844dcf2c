package io.ringway.signaling.sdp;

import io.ringway.media.RemoteTransport;
import io.ringway.media.dtls.CertificateFingerprint;
import io.ringway.media.dtls.DtlsRole;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The remote side's transport as its description states it, before roles are settled.
 *
 * @param mid the section it was read from
 * @param setup null when not stated
 * @param tlsId null when not stated
 */
record StatedTransport(
        String mid,
        IceCredentials ice,
        boolean lite,
        boolean trickles,
        List<CertificateFingerprint> fingerprints,
        @Nullable SetupRole setup,
        @Nullable String tlsId,
        CandidateList candidates,
        boolean endOfCandidates) {

    /**
     * Reads it from the section whose transport the bundle uses.
     *
     * @return null when credentials or fingerprint are missing, as {@link #missingIn} then tells
     */
    static @Nullable StatedTransport of(
            SessionDescription description, MediaSection section, SdpLimits limits)
            throws SdpException {
        IceCredentials ice = IceCredentials.of(section);
        List<CertificateFingerprint> fingerprints = Fingerprints.of(section, limits);
        if (ice == null || fingerprints.isEmpty()) {
            return null;
        }
        SdpLine tlsId = section.inherited("tls-id");
        return new StatedTransport(
                section.midOrIndex(),
                ice,
                description.session().has("ice-lite"),
                hasOption(section, "trickle"),
                fingerprints,
                SetupRole.of(section),
                tlsId == null ? null : tlsId.attributeValue(),
                CandidateList.of(section.lines().attributes("candidate"), limits.maxCandidates()),
                section.inherited("end-of-candidates") != null);
    }

    /** What a section lacks to be reached, null when it has everything. */
    static @Nullable String missingIn(MediaSection section) {
        if (section.inherited("ice-ufrag") == null || section.inherited("ice-pwd") == null) {
            return "it has no ICE credentials; a=ice-ufrag and a=ice-pwd are needed";
        }
        if (section.inherited("fingerprint") == null) {
            return "it has no a=fingerprint; only DTLS-SRTP is spoken here";
        }
        return null;
    }

    private static boolean hasOption(MediaSection section, String option) {
        for (SdpLine line : section.inheritedAll("ice-options")) {
            if (List.of(SdpGrammar.words(line.attributeValue())).contains(option)) {
                return true;
            }
        }
        return false;
    }

    /** RFC 8839 §4.4.1.1.1: changed credentials ask for a restart. */
    boolean restarts(@Nullable StatedTransport before) {
        return before != null && !ice.equals(before.ice);
    }

    /** RFC 8842 §5.1: another certificate or another tls-id means another association. */
    boolean renewsDtls(@Nullable StatedTransport before) {
        return before != null
                && !(new HashSet<>(fingerprints).equals(new HashSet<>(before.fingerprints))
                        && Objects.equals(tlsId, before.tlsId));
    }

    /** The same party after a restart that came without a description (RFC 9725 §4.3.1). */
    StatedTransport restarted(IceCredentials credentials, CandidateList found, boolean complete) {
        return new StatedTransport(
                mid, credentials, lite, trickles, fingerprints, setup, tlsId, found, complete);
    }

    RemoteTransport with(DtlsRole localRole) {
        return new RemoteTransport(
                ice.ufrag(), ice.pwd(), lite, fingerprints, localRole, candidates.candidates());
    }
}
