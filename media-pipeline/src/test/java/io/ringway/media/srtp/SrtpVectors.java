package io.ringway.media.srtp;

import io.ringway.media.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The RFCs' test vectors as the shared folder holds them. */
final class SrtpVectors {

    private static final Pattern RFC7714_ENTRY =
            Pattern.compile("\\{[^{}]*\"section\": \"(1[67][^\"]*)\"[^{}]*}");

    private SrtpVectors() {}

    /** One packet of RFC 7714 §16 or §17. */
    record GcmVector(
            String section,
            boolean rtcp,
            boolean encrypted,
            byte[] sessionKey,
            byte[] sessionSalt,
            long rolloverOrIndex,
            byte[] plain,
            byte[] sealed) {

        SrtpProfile profile() {
            return sessionKey.length == 32
                    ? SrtpProfile.AEAD_AES_256_GCM
                    : SrtpProfile.AEAD_AES_128_GCM;
        }

        SessionKeys keys() {
            return new SessionKeys(sessionKey.clone(), sessionSalt.clone(), new byte[0]);
        }

        @Override
        public String toString() {
            return section;
        }
    }

    static List<GcmVector> rfc7714() {
        List<GcmVector> vectors = new ArrayList<>();
        Matcher entry = RFC7714_ENTRY.matcher(json());
        while (entry.find()) {
            String text = entry.group();
            vectors.add(
                    new GcmVector(
                            entry.group(1),
                            text.contains("\"kind\": \"srtcp\""),
                            text.contains("\"encrypted\": true"),
                            hex(text, "session_key"),
                            hex(text, "session_salt"),
                            Long.parseLong(match(text, "\"roc_or_index\": (\\d+)")),
                            hex(text, "plain"),
                            hex(text, "protected")));
        }
        return vectors;
    }

    /** A value of RFC 3711 B.2 or B.3, or of any other flat entry, by its name. */
    static byte[] hex(String name) {
        return hex(json(), name);
    }

    /** RFC 6188 §7 as text. */
    static String rfc6188() {
        return read("rfc6188-test-cases.txt");
    }

    private static byte[] hex(String text, String name) {
        return HexFormat.of().parseHex(match(text, "\"" + name + "\": \"([0-9A-Fa-f]+)\""));
    }

    private static String match(String text, String regex) {
        Matcher matcher = Pattern.compile(regex).matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no " + regex + " in the vectors");
        }
        return matcher.group(1);
    }

    private static String json() {
        return read("srtp-rfc-vectors.json");
    }

    private static String read(String name) {
        Path file = Vectors.dir("srtp").resolve(name);
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file, e);
        }
    }
}
