package io.ringway.server.config;

import io.ringway.media.srtp.SrtpProfile;
import io.ringway.signaling.sip.auth.DigestAlgorithm;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/**
 * Shapes of values that are neither numbers nor words of a short list, as "Allowed:" names them.
 */
enum Form {
    TEXT("any text"),
    NAME("a name"),
    FILE("a file"),
    FOLDER("a folder"),
    HOST("a host or address"),
    HOST_PORT("host:port"),
    URL("a URL"),
    ADDRESSES("a list of addresses"),
    NUMBERS("a list of numbers"),
    ORIGINS("a list of origins"),
    STUN_SERVERS("a list of STUN servers"),
    SRTP_PROFILES("a list of SRTP profiles"),
    HOSTS("a list of hosts"),
    DIGEST_ALGORITHMS("a list of digest algorithms");

    private final String title;

    Form(String title) {
        this.title = title;
    }

    /** The words of an "Allowed:" line that stand for this form. */
    String title() {
        return title;
    }

    /** What an error adds to the title, so that the reader can write a right value. */
    String example() {
        return switch (this) {
            case TEXT -> " of at most 256 characters";
            case NAME -> " of at most 15 small letters, digits and _";
            case FILE, FOLDER -> "'s path";
            case HOST -> ", like 0.0.0.0";
            case HOST_PORT -> ", like speech.example.org:50051";
            case URL -> ", like http://localhost:8000";
            case ADDRESSES -> ", like 192.0.2.7,2001:db8::7";
            case NUMBERS -> ", like 2,3";
            case ORIGINS -> ", like https://app.example.org, or *";
            case STUN_SERVERS -> ", like stun:stun.example.org:3478";
            case SRTP_PROFILES -> ": " + String.join(", ", srtpProfiles());
            case HOSTS -> ", like sip.example.org,192.0.2.7";
            case DIGEST_ALGORITHMS -> ": " + String.join(", ", digestAlgorithms());
        };
    }

    boolean accepts(String value) {
        if (!title.startsWith("a list")) {
            return acceptsOne(value);
        }
        return value.isEmpty()
                || Arrays.stream(value.split(",", -1))
                        .map(String::strip)
                        .allMatch(this::acceptsOne);
    }

    private boolean acceptsOne(String value) {
        return switch (this) {
            case TEXT -> value.length() <= 256;
            case NAME -> value.matches("[a-z0-9_]{1,15}");
            case FILE, FOLDER -> !value.isEmpty() && value.indexOf('\0') < 0;
            case HOST -> AddressSyntax.host(value);
            case HOST_PORT -> AddressSyntax.hostPort(value);
            case URL -> url(value);
            case ADDRESSES -> AddressSyntax.address(value);
            case NUMBERS -> value.matches("\\d{1,5}");
            case ORIGINS -> origin(value);
            case STUN_SERVERS -> stunServer(value);
            case SRTP_PROFILES -> srtpProfiles().contains(value);
            case HOSTS -> AddressSyntax.host(value);
            case DIGEST_ALGORITHMS -> digestAlgorithms().contains(value);
        };
    }

    private static boolean url(String value) {
        return value.matches("https?://[^\\s/?#]+[^\\s?#]*") && uriParses(value);
    }

    private static boolean origin(String value) {
        return value.equals("*") || (value.matches("https?://[^\\s/?#]+") && uriParses(value));
    }

    private static boolean uriParses(String value) {
        try {
            return URI.create(value).getHost() != null;
        } catch (IllegalArgumentException notUri) {
            return false;
        }
    }

    private static boolean stunServer(String value) {
        if (!value.startsWith("stun:")) {
            return false;
        }
        String server = value.substring("stun:".length());
        return AddressSyntax.hostPort(server) || AddressSyntax.host(server);
    }

    private static List<String> srtpProfiles() {
        return SrtpProfile.ofDtls().stream().map(SrtpProfile::name).toList();
    }

    private static List<String> digestAlgorithms() {
        return Arrays.stream(DigestAlgorithm.values()).map(DigestAlgorithm::token).toList();
    }
}
