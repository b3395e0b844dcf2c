package io.ringway.signaling;

import io.ringway.media.LocalTransport;
import io.ringway.media.dtls.CertificateFingerprint;
import io.ringway.media.ice.CandidateType;
import io.ringway.media.ice.IceCandidate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Made-up transports, each with credentials of its own. */
public final class Transports {

    private static final AtomicInteger NEXT = new AtomicInteger();

    private Transports() {}

    /**
     * @param port of the one host candidate, 0 for none
     */
    public static LocalTransport local(String name, int port, boolean lite) {
        int number = NEXT.incrementAndGet();
        return new LocalTransport(
                name + number,
                "passwordpasswordpassword" + number,
                lite,
                CertificateFingerprint.sha256Of(new byte[] {(byte) name.charAt(0)}),
                port == 0 ? List.of() : List.of(host(port)));
    }

    public static IceCandidate host(int port) {
        return new IceCandidate(
                "1", 1, 2_130_706_431L, "127.0.0.1", port, CandidateType.HOST, null, 0);
    }
}
