package io.ringway.media.srtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.Allocations;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SrtpAllocationTest {

    private static final int SSRC = 0x0A11_0C00;
    private static final int LENGTH = 12 + 160;
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 20_000;

    /**
     * What javax.crypto's GCM may cost, open and seal together: some 950 bytes each once all of it
     * is compiled, a little more while escape analysis has not come to it.
     */
    private static final long JCA_GCM_BYTES = 2_560;

    private static final long NEAR_NOTHING = 4_096;

    @ParameterizedTest
    @MethodSource("io.ringway.media.srtp.Sessions#providersAndProfiles")
    void shouldAllocateNothingOnceWarm(CryptoProvider provider, SrtpProfile profile) {
        SrtpKeys keys = Sessions.loopKeys(profile);
        try (SrtpCrypto crypto = Sessions.crypto(provider);
                SrtpSender sender = crypto.newSender(keys);
                SrtpReceiver receiver = crypto.newReceiver(keys)) {
            Loop loop = new Loop(sender, receiver);
            loop.run(WARM_UP);
            long bytes = Allocations.leastOf(() -> loop.run(MEASURED), NEAR_NOTHING);

            if (provider == CryptoProvider.JCA && profile.aead()) {
                assertTrue(bytes < JCA_GCM_BYTES * MEASURED, bytes / MEASURED + " bytes a packet");
            } else {
                assertEquals(0, bytes / MEASURED, bytes + " bytes in " + MEASURED + " packets");
                assertTrue(bytes < NEAR_NOTHING, bytes + " bytes in " + MEASURED + " packets");
            }
        }
    }

    /** Seals and opens, and now and then is handed a forgery. */
    private static final class Loop {

        private final SrtpSender sender;
        private final SrtpReceiver receiver;
        private final UnsafeBuffer plain = Sessions.buffer(Sessions.rtp(SSRC, 0, LENGTH - 12));
        private final UnsafeBuffer report = Sessions.buffer(Sessions.rtcp(SSRC, 1));
        private final UnsafeBuffer sealed = Sessions.buffer();
        private final UnsafeBuffer opened = Sessions.buffer();
        private int sequence;

        Loop(SrtpSender sender, SrtpReceiver receiver) {
            this.sender = sender;
            this.receiver = receiver;
        }

        void run(int packets) {
            for (int i = 0; i < packets; i++) {
                plain.putShort(2, (short) sequence++, ByteOrder.BIG_ENDIAN);
                int length = sender.sealRtp(plain, 0, LENGTH, sealed, 0);
                require(receiver.openRtp(sealed, 0, length, opened, 0), LENGTH);
                if (i % 50 == 0) {
                    length = sender.sealRtcp(report, 0, 32, sealed, 0);
                    require(receiver.openRtcp(sealed, 0, length, opened, 0), 32);
                    sealed.putByte(10, (byte) i);
                    receiver.openRtcp(sealed, 0, length, opened, 0);
                }
            }
        }

        private static void require(int actual, int expected) {
            if (actual != expected) {
                throw new AssertionError("expected " + expected + ", got " + actual);
            }
        }
    }
}
