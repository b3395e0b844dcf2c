package io.ringway.signaling.sdp;

import io.ringway.media.dtls.DtlsRole;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An offer of the remote side that can be answered. Immutable; what it says here is what has to be
 * known before answering.
 */
public final class RemoteOffer {

    private final ReviewedOffer reviewed;
    private final @Nullable Agreement before;

    RemoteOffer(ReviewedOffer reviewed, @Nullable Agreement before) {
        this.reviewed = reviewed;
        this.before = before;
    }

    /**
     * Whether it asks for an ICE restart: the answer then needs new local credentials ({@link
     * io.ringway.media.IceLegControl#restartIce()}). False for a first offer.
     */
    public boolean restartsIce() {
        return reviewed.transport().restarts(before == null ? null : before.remote());
    }

    /** Whether the DTLS association in use cannot be kept. False for a first offer. */
    public boolean renewsDtls() {
        DtlsRole forced = forcedRole();
        return before != null
                && (reviewed.transport().renewsDtls(before.remote())
                        || (forced != null && forced != before.localRole()));
    }

    /** Whether the remote side knows trickle ICE. */
    public boolean remoteTrickles() {
        return reviewed.transport().trickles();
    }

    /** Sections that will be answered with port 0. */
    public List<RefusedSection> refused() {
        return reviewed.refused();
    }

    ReviewedOffer reviewed() {
        return reviewed;
    }

    /** The role to answer with; a kept association keeps its roles (RFC 8842 §5.3). */
    DtlsRole settle(DtlsRole preferred) {
        DtlsRole forced = forcedRole();
        if (forced != null) {
            return forced;
        }
        return before == null || renewsDtls() ? preferred : before.localRole();
    }

    /**
     * Null when the offer leaves the choice. Without the line the offerer is active (RFC 4145 §4).
     */
    private @Nullable DtlsRole forcedRole() {
        SetupRole setup = reviewed.transport().setup();
        if (setup == SetupRole.ACTPASS) {
            return null;
        }
        return setup == SetupRole.PASSIVE ? DtlsRole.CLIENT : DtlsRole.SERVER;
    }
}
