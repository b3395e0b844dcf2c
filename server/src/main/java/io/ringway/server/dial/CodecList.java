package io.ringway.server.dial;

import io.ringway.media.PayloadFormat.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Speech codecs by name, preferred first. */
public final class CodecList {

    private CodecList() {}

    /**
     * Reads names with commas between.
     *
     * @throws IllegalArgumentException when one is not known, or named twice
     */
    public static List<Codec> parse(String text) {
        List<Codec> codecs = new ArrayList<>();
        for (String name : text.split(",", -1)) {
            Codec codec = codec(name.strip());
            if (codec == null || codecs.contains(codec)) {
                throw new IllegalArgumentException(
                        "--codec must be one or more of opus, g722, pcma and pcmu, each once,"
                                + " got '"
                                + text
                                + "'");
            }
            codecs.add(codec);
        }
        return codecs;
    }

    private static @Nullable Codec codec(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "opus" -> Codec.OPUS;
            case "g722" -> Codec.G722;
            case "pcma" -> Codec.PCMA;
            case "pcmu" -> Codec.PCMU;
            default -> null;
        };
    }
}
