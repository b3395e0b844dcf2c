package io.ringway.signaling.sdp;

import io.ringway.media.dtls.DtlsRole;
import org.jspecify.annotations.Nullable;

/** Who opens the DTLS handshake, as {@code a=setup} says it (RFC 4145 §4, RFC 8842 §5). */
public enum SetupRole {
    ACTIVE("active"),
    PASSIVE("passive"),
    ACTPASS("actpass"),
    HOLDCONN("holdconn");

    private final String sdpName;

    SetupRole(String sdpName) {
        this.sdpName = sdpName;
    }

    /** The value of the line an m-line goes by, null when neither it nor the session has one. */
    public static @Nullable SetupRole of(MediaSection section) throws SdpException {
        SdpLine line = section.inherited("setup");
        if (line == null) {
            return null;
        }
        for (SetupRole role : values()) {
            if (role.sdpName.equals(line.attributeValue().strip())) {
                return role;
            }
        }
        throw line.malformed(
                "a=setup must be active, passive, actpass or holdconn, got "
                        + SdpGrammar.quoted(line.attributeValue()));
    }

    /** How a settled role is stated. */
    public static SetupRole of(DtlsRole role) {
        return switch (role) {
            case CLIENT -> ACTIVE;
            case SERVER -> PASSIVE;
        };
    }

    public String sdpName() {
        return sdpName;
    }
}
