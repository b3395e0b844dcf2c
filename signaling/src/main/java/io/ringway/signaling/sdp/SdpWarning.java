package io.ringway.signaling.sdp;

/** Why a session was refused, in the words SIP has for it (RFC 3261 §20.43). */
public enum SdpWarning {
    /** No address of a kind both sides have. */
    INCOMPATIBLE_NETWORK_ADDRESS(301, "Incompatible network address formats"),
    /** RTP where SRTP is required, or the other way about, or another transport. */
    INCOMPATIBLE_TRANSPORT(302, "Incompatible transport protocol"),
    /** No audio. */
    MEDIA_TYPE_NOT_AVAILABLE(304, "Media type not available"),
    /** No codec both sides have. */
    INCOMPATIBLE_MEDIA_FORMAT(305, "Incompatible media format"),
    MISCELLANEOUS(399, "Session description not acceptable");

    private final int code;
    private final String text;

    SdpWarning(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** The header's {@code warn-code}. */
    public int code() {
        return code;
    }

    /** The header's {@code warn-text}, without quotes. */
    public String text() {
        return text;
    }
}
