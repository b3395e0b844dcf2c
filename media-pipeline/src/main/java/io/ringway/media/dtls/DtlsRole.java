package io.ringway.media.dtls;

/** Which side opens the handshake (RFC 4145 §4, RFC 5763 §5). */
public enum DtlsRole {
    /** {@code a=setup:active}: sends the ClientHello. */
    CLIENT,
    /** {@code a=setup:passive}: waits for it. */
    SERVER
}
