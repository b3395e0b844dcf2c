package io.ringway.media.dtls;

import io.ringway.media.CloseReason;
import io.ringway.media.counters.Counters;
import io.ringway.media.srtp.SrtpKeys;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A handshake of a client and a server in this process, joined in memory. */
final class WarmUp {

    private WarmUp() {}

    /** See {@link DtlsEngine#warmUp()}; counted nowhere. */
    static Duration run(DtlsSettings settings, DtlsIdentity identity, HandshakeCrypto crypto) {
        long startNs = System.nanoTime();
        List<CertificateFingerprint> promised = List.of(identity.fingerprint());
        Side client = new Side();
        Side server = new Side();
        try (DtlsEngine engine = new DtlsEngine(settings, identity, crypto, new Counters())) {
            server.peer.complete(engine.start(DtlsRole.CLIENT, promised, client));
            client.peer.complete(engine.start(DtlsRole.SERVER, promised, server));
            CompletableFuture.allOf(client.keys, server.keys).join();
        } catch (CompletionException e) {
            throw new IllegalStateException("DTLS cannot work here: " + e.getCause(), e);
        }
        return Duration.ofNanos(System.nanoTime() - startNs);
    }

    /** One end; what it sends waits until the other end exists. */
    private static final class Side implements DtlsListener {

        private final CompletableFuture<DtlsAssociation> peer = new CompletableFuture<>();
        private final CompletableFuture<SrtpKeys> keys = new CompletableFuture<>();

        @Override
        public void onDatagram(byte[] datagram) {
            peer.join().give(datagram);
        }

        @Override
        public void onKeys(SrtpKeys agreed) {
            keys.complete(agreed);
        }

        @Override
        public void onFailed(CloseReason reason, String detail) {
            keys.completeExceptionally(new IllegalStateException(detail));
        }

        @Override
        public void onClosed() {
            keys.completeExceptionally(new IllegalStateException("closed before keys"));
        }
    }
}
