package io.ringway.signaling.sdp;

/**
 * How much SDP is taken from a stranger. The first four end the parse with an error; of the rest
 * the surplus is ignored, and counted where it matters.
 *
 * @param maxLengthChars length of a whole description, in characters; checked before anything else
 * @param maxLines lines of a description
 * @param maxLineLengthChars length of a line without its ending, in characters
 * @param maxSections m-lines of a description
 * @param maxAudioSections audio sections accepted in one session; more are refused with port 0
 * @param maxCandidates candidates kept of one description or fragment
 * @param maxFingerprints certificate fingerprints kept
 * @param maxSsrcs announced SSRCs kept per section
 */
public record SdpLimits(
        int maxLengthChars,
        int maxLines,
        int maxLineLengthChars,
        int maxSections,
        int maxAudioSections,
        int maxCandidates,
        int maxFingerprints,
        int maxSsrcs) {

    /** Several times what any browser sends. */
    public static final SdpLimits DEFAULT =
            new SdpLimits(64 * 1024, 1_000, 4 * 1024, 32, 8, 64, 8, 32);

    public SdpLimits {
        requirePositive("maxLengthChars", maxLengthChars);
        requirePositive("maxLines", maxLines);
        requirePositive("maxLineLengthChars", maxLineLengthChars);
        requirePositive("maxSections", maxSections);
        requirePositive("maxAudioSections", maxAudioSections);
        requirePositive("maxCandidates", maxCandidates);
        requirePositive("maxFingerprints", maxFingerprints);
        requirePositive("maxSsrcs", maxSsrcs);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "SDP limit " + name + " must be 1 or more, got " + value);
        }
    }
}
