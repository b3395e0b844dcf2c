package io.ringway.signaling.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file as an answer that players can seek in (RFC 9110 §14). */
public final class FileResponse {

    private FileResponse() {}

    /**
     * The file as long as it is now; it may be growing.
     *
     * @throws ProblemException 404 when there is no such file, 416 when the range asked for lies
     *     beyond its end
     */
    public static Response of(Request request, Path file, String contentType) throws IOException {
        BasicFileAttributes attributes = attributesOf(file);
        long length = attributes.size();
        String etag =
                "\""
                        + Long.toHexString(attributes.lastModifiedTime().toMillis())
                        + "-"
                        + Long.toHexString(length)
                        + "\"";
        boolean unchanged = request.header("if-range").orElse(etag).equals(etag);
        ByteRange asked =
                unchanged ? ByteRange.parse(request.header("range").orElse(""), length) : null;
        if (asked != null && asked.unsatisfiable()) {
            throw new ProblemException(
                    Problem.of(416, "range-not-satisfiable", "the file has " + length + " bytes")
                            .with("Content-Range", "bytes */" + length));
        }
        return answer(file, contentType, length, asked)
                .with("Accept-Ranges", "bytes")
                .with("ETag", etag)
                .with("Cache-Control", "no-cache, private")
                .with("X-Content-Type-Options", "nosniff");
    }

    private static Response answer(
            Path file, String contentType, long length, @Nullable ByteRange asked) {
        if (asked == null) {
            return new Response(
                    200,
                    List.of(new Header("Content-Type", contentType)),
                    new Body.FileSlice(file, 0, length));
        }
        return new Response(
                        206,
                        List.of(new Header("Content-Type", contentType)),
                        new Body.FileSlice(file, asked.first(), asked.lengthBytes()))
                .with(
                        "Content-Range",
                        "bytes " + asked.first() + "-" + asked.last() + "/" + length);
    }

    private static BasicFileAttributes attributesOf(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isRegularFile()) {
                return attributes;
            }
        } catch (NoSuchFileException e) {
            throw new ProblemException(
                    Problem.of(404, "not-found", "the file is not there (any more)"), e);
        }
        throw new ProblemException(
                Problem.of(404, "not-found", "the file is not there (any more)"));
    }
}
