package io.ringway.bench;

import io.ringway.media.srtp.SrtpCrypto;
import io.ringway.media.srtp.SrtpKeys;
import io.ringway.media.srtp.SrtpReceiver;
import io.ringway.media.srtp.SrtpSender;
import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Ringway's own SRTP. */
final class RingwaySrtp implements SrtpSubject {

    private final SrtpReceiver receiver;
    private final SrtpSender sender;
    private final UnsafeBuffer out = new UnsafeBuffer(ByteBuffer.allocateDirect(256));

    RingwaySrtp(SrtpCrypto crypto, SrtpKeys keys) {
        receiver = crypto.newReceiver(keys);
        sender = crypto.newSender(keys);
    }

    @Override
    public int open(MutableDirectBuffer sealed, int offset, int length) {
        return receiver.openRtp(sealed, offset, length, out, 0);
    }

    @Override
    public int seal(MutableDirectBuffer plain, int length, MutableDirectBuffer out, int outOffset) {
        return sender.sealRtp(plain, 0, length, out, outOffset);
    }

    @Override
    public void close() {
        receiver.close();
        sender.close();
    }
}
