package io.ringway.server.dial;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a call at its end.
 *
 * @param source what the file is, for people; null without one
 * @param lengthSeconds how much there was to play; −1 without end, 0 without a file
 * @param saved where was written what came back; null when it was not
 * @param saveFailure why it was not though it should have been; null otherwise
 */
public record DialReport(
        DialSettings settings,
        @Nullable String source,
        double lengthSeconds,
        DialResult result,
        @Nullable Path saved,
        @Nullable String saveFailure) {

    /** Whether everything asked for was done. */
    public boolean complete() {
        return failures().isEmpty();
    }

    /** Why it was not, each reason in a line. */
    public List<String> failures() {
        return Stream.of(result.failure(), saveFailure).filter(Objects::nonNull).toList();
    }
}
