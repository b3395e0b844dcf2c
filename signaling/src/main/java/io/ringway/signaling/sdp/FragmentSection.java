package io.ringway.signaling.sdp;

import io.ringway.media.ice.IceCandidate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a fragment says of one section.
 *
 * @param mid null when the fragment does not name it
 * @param credentials the section's or else the fragment's, null when neither has any
 * @param ignored candidates left out: over the limit, malformed or in need of resolving
 */
public record FragmentSection(
        @Nullable String mid,
        @Nullable IceCredentials credentials,
        List<IceCandidate> candidates,
        int ignored,
        boolean endOfCandidates) {

    public FragmentSection {
        candidates = List.copyOf(candidates);
    }
}
