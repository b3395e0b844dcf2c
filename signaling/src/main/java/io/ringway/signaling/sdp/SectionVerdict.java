package io.ringway.signaling.sdp;

import java.util.List;

/** What becomes of one offered m-line. */
sealed interface SectionVerdict {

    MediaSection section();

    /** It will be on. */
    record Accepted(MediaSection section, List<OfferedFormat> formats) implements SectionVerdict {}

    /** It is answered with port 0. */
    record Refused(MediaSection section, String reason) implements SectionVerdict {

        RefusedSection describe() {
            return new RefusedSection(
                    section.index(), section.midOrIndex(), section.mediaLine().kind(), reason);
        }
    }
}
