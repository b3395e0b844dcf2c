package io.ringway.signaling.sdp;

import io.ringway.media.LocalTransport;
import io.ringway.media.dtls.CertificateFingerprint;
import io.ringway.media.dtls.DtlsRole;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Our descriptions of one session: same names in all of them, versions that count changes. */
final class LocalDescriptions {

    private final LocalIdentity identity;
    private final LocalOrigin origin;
    private @Nullable CertificateFingerprint lastFingerprint;

    LocalDescriptions(RandomGenerator random) {
        identity = new LocalIdentity(random);
        origin = new LocalOrigin(random);
    }

    LocalIdentity identity() {
        return identity;
    }

    String answer(
            LocalTransport local,
            AnswerPolicy policy,
            DtlsRole role,
            boolean renewsDtls,
            ReviewedOffer offer,
            List<Slot> slots) {
        noteAssociation(local, renewsDtls);
        DescriptionWriter.Side side =
                new DescriptionWriter.Side(
                        local,
                        policy.candidatesComplete(),
                        SetupRole.of(role),
                        offer.transport().tlsId() == null ? null : identity.tlsId(),
                        identity,
                        false);
        return origin.describe(DescriptionWriter.body(side, slots, offer.bundle()));
    }

    String offer(LocalTransport local, OfferPolicy policy, List<Slot> slots) {
        noteAssociation(local, false);
        DescriptionWriter.Side side =
                new DescriptionWriter.Side(
                        local,
                        policy.candidatesComplete(),
                        SetupRole.ACTPASS,
                        identity.tlsId(),
                        identity,
                        true);
        return origin.describe(DescriptionWriter.body(side, slots, liveMids(slots)));
    }

    private static List<String> liveMids(List<Slot> slots) {
        List<String> mids = new ArrayList<>();
        for (Slot slot : slots) {
            if (slot.isLive() && slot.mid() != null) {
                mids.add(slot.mid());
            }
        }
        return mids;
    }

    /**
     * Another association, or another certificate of ours, goes by another tls-id (RFC 8842 §4).
     */
    private void noteAssociation(LocalTransport local, boolean renewsDtls) {
        boolean otherCertificate =
                lastFingerprint != null && !lastFingerprint.equals(local.fingerprint());
        if (renewsDtls || otherCertificate) {
            identity.renewTlsId();
        }
        lastFingerprint = local.fingerprint();
    }
}
