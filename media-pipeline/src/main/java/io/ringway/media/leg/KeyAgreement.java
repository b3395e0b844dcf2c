package io.ringway.media.leg;

import io.ringway.media.CloseReason;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.dtls.CertificateFingerprint;
import io.ringway.media.dtls.DtlsAssociation;
import io.ringway.media.dtls.DtlsEngine;
import io.ringway.media.dtls.DtlsListener;
import io.ringway.media.dtls.DtlsRole;
import io.ringway.media.shard.MediaShard;
import io.ringway.media.srtp.SrtpKeys;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A leg's DTLS: starts an association once both a pair works and the remote side's promise is
 * known, starts another when the promise changes (RFC 8842 §4), and brings the keys to the shard.
 *
 * <p>Thread: the leg's shard, but for {@link #offer}, which event loops call.
 */
final class KeyAgreement {

    private final DtlsEngine dtls;
    private final MediaShard shard;
    private final Listener listener;
    private final int earlyDatagrams;
    private final List<byte[]> early = new ArrayList<>();
    private volatile @Nullable DtlsAssociation association;
    private List<CertificateFingerprint> promised = List.of();
    private DtlsRole role = DtlsRole.CLIENT;
    private List<CertificateFingerprint> startedFor = List.of();
    private boolean connected;
    private String state = "new";

    /** What becomes of the handshake, on the shard. */
    interface Listener {
        void onDtlsDatagram(byte[] datagram);

        void onKeys(SrtpKeys keys);

        void onDtlsEnded(CloseReason reason, String detail);
    }

    KeyAgreement(DtlsEngine dtls, MediaShard shard, LegSettings settings, Listener listener) {
        this.dtls = dtls;
        this.shard = shard;
        this.earlyDatagrams = settings.earlyDtlsDatagrams();
        this.listener = listener;
    }

    /**
     * The remote description, first or renewed.
     *
     * @param localRole who opens the handshake
     * @param fingerprints what the remote certificate has to match one of
     */
    void setRemote(DtlsRole localRole, List<CertificateFingerprint> fingerprints) {
        role = localRole;
        promised = fingerprints;
        startIfDue();
    }

    /** The remote description promises no handshake any more: what there was ends unheard. */
    void forget() {
        DtlsAssociation former = association;
        association = null;
        promised = List.of();
        startedFor = List.of();
        if (former != null) {
            former.close();
            state = "closed";
        }
    }

    /** There is a way to the remote party. */
    void onConnected() {
        connected = true;
        startIfDue();
    }

    String state() {
        return state;
    }

    /** A datagram from a validated source, on its event loop; what comes too early is kept. */
    void offer(DirectBuffer bytes, int length, CounterBlock shared) {
        DtlsAssociation current = association;
        if (current != null) {
            current.offer(bytes, length);
            return;
        }
        synchronized (early) {
            current = association;
            if (current == null && early.size() < earlyDatagrams) {
                byte[] copy = new byte[length];
                bytes.getBytes(0, copy);
                early.add(copy);
                return;
            }
        }
        if (current != null) {
            current.offer(bytes, length);
        } else {
            shared.incrementShared(Counter.DROP_DTLS_QUEUE_FULL);
        }
    }

    void close() {
        connected = false;
        promised = List.of();
        state = "closed";
        DtlsAssociation current = association;
        if (current != null) {
            current.close();
        }
    }

    private void startIfDue() {
        if (!connected || promised.isEmpty() || promised.equals(startedFor)) {
            return;
        }
        startedFor = promised;
        DtlsAssociation former = association;
        if (former != null) {
            former.close();
        }
        state = "connecting";
        Relay relay = new Relay();
        DtlsAssociation started = dtls.start(role, promised, relay);
        relay.source = started;
        synchronized (early) {
            association = started;
            early.forEach(started::give);
            early.clear();
        }
    }

    /** Carries what happens on the association's thread to the shard, unless it is outdated. */
    private final class Relay implements DtlsListener {

        private volatile @Nullable DtlsAssociation source;

        @Override
        public void onDatagram(byte[] datagram) {
            shard.execute(() -> listener.onDtlsDatagram(datagram));
        }

        @Override
        public void onKeys(SrtpKeys keys) {
            onShard(
                    () -> {
                        state = "connected";
                        listener.onKeys(keys);
                    });
        }

        @Override
        public void onFailed(CloseReason reason, String detail) {
            onShard(
                    () -> {
                        state = "failed";
                        listener.onDtlsEnded(reason, detail);
                    });
        }

        @Override
        public void onClosed() {
            onShard(
                    () ->
                            listener.onDtlsEnded(
                                    CloseReason.REMOTE_HANGUP, "DTLS close_notify received"));
        }

        private void onShard(Runnable consequence) {
            shard.execute(
                    () -> {
                        if (source == association) {
                            consequence.run();
                        }
                    });
        }
    }
}
