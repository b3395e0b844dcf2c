package io.ringway.signaling.http;

import java.nio.file.Path;

/** Whether the HTTP port speaks TLS, and as whom. */
public sealed interface TlsSettings {

    /** Plain HTTP: browsers then give the microphone to pages from localhost only. */
    record Off() implements TlsSettings {}

    /**
     * A certificate of one's own.
     *
     * @param certificateChain PEM file, the server's own certificate first
     * @param privateKey PEM file, PKCS #8 without a password
     */
    record PemPair(Path certificateChain, Path privateKey) implements TlsSettings {}

    /**
     * One made at start for this host's names and addresses: for trying out on the local network.
     */
    record SelfSigned() implements TlsSettings {}
}
