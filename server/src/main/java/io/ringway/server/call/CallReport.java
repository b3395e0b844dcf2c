package io.ringway.server.call;

import io.ringway.media.LegStatistics;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a run of the caller went.
 *
 * @param source what the file is, for people
 * @param lengthSeconds how much there was to play; −1 without end
 * @param results one for each call, in order
 * @param saved where the echo was written; null when it was not
 * @param saveFailure why it was not though it should have been; null otherwise
 */
public record CallReport(
        CallSettings settings,
        String source,
        double lengthSeconds,
        List<CallResult> results,
        @Nullable Path saved,
        @Nullable String saveFailure) {

    public CallReport {
        results = List.copyOf(results);
    }

    /** Whether everything asked for was done. */
    public boolean complete() {
        return saveFailure == null && results.stream().allMatch(CallResult::complete);
    }

    public long connected() {
        return results.stream().filter(CallResult::connected).count();
    }

    /** Why calls are not complete: each reason once, in the order of calls. */
    public List<String> failures() {
        Stream<String> ofCalls = results.stream().flatMap(call -> optional(call.failure()));
        return Stream.concat(ofCalls, optional(saveFailure)).distinct().toList();
    }

    /** The statistics of the calls that have some. */
    List<LegStatistics> media() {
        return results.stream()
                .filter(CallResult::connected)
                .flatMap(call -> optional(call.media()))
                .toList();
    }

    /** Where media went, without the mark of an address that was never looked up. */
    public static String addressOf(LegStatistics media) {
        String address = media.remoteAddress();
        return address.startsWith("/") ? address.substring(1) : address;
    }

    static <T> Stream<T> optional(@Nullable T value) {
        return value == null ? Stream.of() : Stream.of(Objects.requireNonNull(value));
    }
}
