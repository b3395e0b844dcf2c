package io.ringway.signaling.sdp;

import org.jspecify.annotations.Nullable;

/**
 * {@code a=ice-ufrag} and {@code a=ice-pwd} (RFC 8839 §5.4).
 *
 * @param ufrag 4 to 256 characters
 * @param pwd 22 to 256 characters
 */
public record IceCredentials(String ufrag, String pwd) {

    /** Beyond the grammar, but seen in the wild and harmless in a STUN username. */
    private static final String TOLERATED = "+/-_=#";

    /** The pair a section goes by, null when neither half is stated for it. */
    static @Nullable IceCredentials of(MediaSection section) throws SdpException {
        return of(section.inherited("ice-ufrag"), section.inherited("ice-pwd"));
    }

    static @Nullable IceCredentials of(SdpLines lines) throws SdpException {
        return of(lines.attribute("ice-ufrag"), lines.attribute("ice-pwd"));
    }

    private static @Nullable IceCredentials of(@Nullable SdpLine ufrag, @Nullable SdpLine pwd)
            throws SdpException {
        if (ufrag == null) {
            if (pwd == null) {
                return null;
            }
            throw pwd.malformed("a=ice-pwd stands alone; a=ice-ufrag has to go with it");
        }
        if (pwd == null) {
            throw ufrag.malformed("a=ice-ufrag stands alone; a=ice-pwd has to go with it");
        }
        return new IceCredentials(checked(ufrag, 4), checked(pwd, 22));
    }

    private static String checked(SdpLine line, int minLength) throws SdpException {
        String value = line.attributeValue().strip();
        boolean valid = value.length() >= minLength && value.length() <= 256;
        for (int i = 0; valid && i < value.length(); i++) {
            char c = value.charAt(i);
            valid = SdpGrammar.isAlphanumeric(c) || TOLERATED.indexOf(c) >= 0;
        }
        if (!valid) {
            // The password is a secret: it is not repeated.
            throw line.malformed(
                    "a="
                            + line.attributeName()
                            + " must be "
                            + minLength
                            + " to 256 letters, digits, '+' or '/'");
        }
        return value;
    }

    /** Without the password, which belongs in no log. */
    @Override
    public String toString() {
        return "IceCredentials[ufrag=" + ufrag + "]";
    }
}
