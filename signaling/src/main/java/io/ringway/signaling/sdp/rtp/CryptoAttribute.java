package io.ringway.signaling.sdp.rtp;

import io.ringway.media.srtp.SrtpProfile;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sdp.SdpGrammar;
import io.ringway.signaling.sdp.SdpLine;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An {@code a=crypto} line that can be used (RFC 4568 §9.1).
 *
 * @param tag what an answer picks it by
 * @param suiteName the suite as that description spells it
 * @param key of whoever sent the description: what its packets are sealed with
 */
record CryptoAttribute(int tag, String suiteName, MasterKey key) {

    /** Those that change how packets look or are protected; without understanding, no call. */
    private static final Set<String> HARMLESS = Set.of("KDR=0", "WSH");

    /**
     * Reads a line. No message of a failure repeats the key.
     *
     * @throws SdpException when it is malformed, or asks for something this server does not do
     */
    static CryptoAttribute parse(SdpLine line) throws SdpException {
        String[] f = SdpGrammar.words(line.attributeValue());
        if (f.length < 3) {
            throw line.malformed(
                    "a=crypto must read '<tag> <suite> inline:<key and salt> [<parameters>]', got "
                            + f.length
                            + " fields");
        }
        int tag = (int) SdpGrammar.number(line, f[0], "crypto tag", 0, 999_999_999);
        SrtpProfile suite = suite(f[1]);
        if (suite == null) {
            throw SdpException.unacceptable(
                    line.number(), "crypto suite " + SdpGrammar.quoted(f[1]) + " is not known");
        }
        for (String parameter : Arrays.asList(f).subList(3, f.length)) {
            requireHarmless(line, parameter);
        }
        return new CryptoAttribute(tag, f[1], key(line, suite, f[2]));
    }

    /** The suite of that name, in the spelling of drafts too; null when it is none of ours. */
    private static @Nullable SrtpProfile suite(String name) {
        boolean draft = name.startsWith("AES_CM_256_");
        String today = draft ? "AES_256_CM_" + name.substring("AES_CM_256_".length()) : name;
        return SrtpProfile.ofSuite(today).orElse(null);
    }

    /** RFC 4568 §6.3: one that is not understood spoils its line unless a hyphen says it may. */
    private static void requireHarmless(SdpLine line, String parameter) throws SdpException {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        if (parameter.startsWith("-") || HARMLESS.contains(parameter) || HARMLESS.contains(name)) {
            return;
        }
        throw SdpException.unacceptable(
                line.number(),
                "crypto session parameter " + SdpGrammar.quoted(name) + " is not taken");
    }

    private static MasterKey key(SdpLine line, SrtpProfile suite, String parameter)
            throws SdpException {
        if (parameter.indexOf(';') >= 0) {
            throw SdpException.unacceptable(line.number(), "one key a crypto line is taken");
        }
        if (!parameter.startsWith("inline:")) {
            throw line.malformed("the key of a=crypto must begin with 'inline:'");
        }
        String[] parts = parameter.substring("inline:".length()).split("\\|", -1);
        for (String part : Arrays.asList(parts).subList(1, parts.length)) {
            requireLifetime(line, part);
        }
        try {
            return new MasterKey(suite, Base64.getDecoder().decode(parts[0]));
        } catch (IllegalArgumentException e) {
            throw line.malformed(
                    "the key of "
                            + suite.suite()
                            + " must be base64 of "
                            + MasterKey.lengthBytes(suite)
                            + " bytes");
        }
    }

    private static void requireLifetime(SdpLine line, String part) throws SdpException {
        if (part.indexOf(':') >= 0) {
            throw SdpException.unacceptable(line.number(), "a master key identifier is not taken");
        }
        String digits = part.startsWith("2^") ? part.substring(2) : part;
        if (SdpGrammar.decimal(digits) < 0) {
            throw line.malformed("the lifetime of a=crypto must be a number or 2^<number>");
        }
    }

    /** What it is for. */
    SrtpProfile suite() {
        return key.suite();
    }

    /** The value of an {@code a=crypto} line. */
    String toSdp() {
        return tag + " " + suiteName + " inline:" + key.toBase64();
    }
}
