package io.ringway.media.leg;

import io.ringway.media.srtp.PlainReceiver;
import io.ringway.media.srtp.PlainSender;
import io.ringway.media.srtp.SrtpCrypto;
import io.ringway.media.srtp.SrtpKeys;
import io.ringway.media.srtp.SrtpReceiver;
import io.ringway.media.srtp.SrtpSender;
import org.jspecify.annotations.Nullable;

/**
 * How a leg's packets are protected now, and what a change of keys leaves as it is: a direction
 * whose key stays keeps its counters and replay window, one whose key is replaced goes on with its
 * rollover counters.
 *
 * <p>Thread: the leg's shard. What it makes is closed by reception and transmission.
 */
final class PacketProtection {

    /** What {@link #profile} says of packets that are not protected. */
    static final String PLAIN = "plain";

    private final SrtpCrypto crypto;
    private final AudioReception reception;
    private final AudioTransmission transmission;
    private String profile = "";
    private @Nullable SrtpKeys keys;
    private @Nullable SrtpReceiver receiver;
    private @Nullable SrtpSender sender;

    PacketProtection(SrtpCrypto crypto, AudioReception reception, AudioTransmission transmission) {
        this.crypto = crypto;
        this.reception = reception;
        this.transmission = transmission;
    }

    /** Name of the SRTP profile, {@link #PLAIN}, or empty while there are no keys. */
    String profile() {
        return profile;
    }

    /** Nothing passes until there are keys. */
    void awaitKeys() {
        forget();
        profile = "";
        reception.setReceiver(null);
        transmission.setSender(null);
    }

    /** Packets are not protected. */
    void setPlain() {
        if (profile.equals(PLAIN)) {
            return;
        }
        forget();
        profile = PLAIN;
        reception.setReceiver(new PlainReceiver());
        transmission.setSender(new PlainSender());
    }

    /** Keys of a handshake: those of a new association have nothing in common with older ones. */
    void setAgreedKeys(SrtpKeys agreed) {
        forget();
        setTold(agreed);
    }

    /** Keys that signaling told, maybe the same as before in one direction or both. */
    void setTold(SrtpKeys told) {
        SrtpKeys former = keys;
        profile = told.profile().name();
        keys = told;
        if (former == null || !told.opensAs(former)) {
            SrtpReceiver fresh = crypto.newReceiver(told);
            if (receiver != null) {
                fresh.continueFrom(receiver);
            }
            receiver = fresh;
            reception.setReceiver(fresh);
        }
        if (former == null || !told.sealsAs(former)) {
            SrtpSender fresh = crypto.newSender(told);
            if (sender != null) {
                fresh.continueFrom(sender);
            }
            sender = fresh;
            transmission.setSender(fresh);
        }
    }

    private void forget() {
        keys = null;
        receiver = null;
        sender = null;
    }
}
