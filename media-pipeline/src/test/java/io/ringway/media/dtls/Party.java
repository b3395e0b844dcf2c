package io.ringway.media.dtls;

import io.ringway.media.CloseReason;
import io.ringway.media.srtp.SrtpKeys;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One side of a handshake as a test sees it. */
final class Party implements DtlsListener {

    final CompletableFuture<SrtpKeys> keys = new CompletableFuture<>();
    final CompletableFuture<String> failed = new CompletableFuture<>();
    final CompletableFuture<Boolean> closed = new CompletableFuture<>();
    private final CompletableFuture<Consumer<byte[]>> wire = new CompletableFuture<>();

    /** Where this side's datagrams go; until told, the sender waits. */
    void sendTo(Consumer<byte[]> receiver) {
        wire.complete(receiver);
    }

    /** Joins two sides in memory. */
    static DtlsAssociation[] join(
            DtlsEngine clients, Party client, DtlsEngine servers, Party server) {
        DtlsAssociation[] both = {
            clients.start(DtlsRole.CLIENT, List.of(servers.fingerprint()), client),
            servers.start(DtlsRole.SERVER, List.of(clients.fingerprint()), server)
        };
        client.sendTo(both[1]::give);
        server.sendTo(both[0]::give);
        return both;
    }

    static <T> T await(CompletableFuture<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }

    @Override
    public void onDatagram(byte[] datagram) {
        wire.join().accept(datagram);
    }

    @Override
    public void onKeys(SrtpKeys agreed) {
        keys.complete(agreed);
    }

    @Override
    public void onFailed(CloseReason reason, String detail) {
        String text = reason + ": " + detail;
        keys.completeExceptionally(new AssertionError(text));
        failed.complete(text);
    }

    @Override
    public void onClosed() {
        closed.complete(true);
    }
}
