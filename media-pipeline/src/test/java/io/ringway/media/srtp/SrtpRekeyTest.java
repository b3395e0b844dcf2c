package io.ringway.media.srtp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.media.counters.Counter;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A change of keys in the middle of a stream that has wrapped (RFC 4568, RFC 3711 §3.2.1). */
class SrtpRekeyTest {

    private static final int SSRC = 0x1234_5678;
    private static final int PAYLOAD_BYTES = 40;

    private final UnsafeBuffer sealed = Sessions.buffer();
    private final UnsafeBuffer opened = Sessions.buffer();

    @ParameterizedTest
    @MethodSource("io.ringway.media.srtp.Sessions#providersAndProfiles")
    void shouldKeepRolloverCountersOnBothSides(CryptoProvider provider, SrtpProfile profile) {
        try (SrtpCrypto crypto = Sessions.crypto(provider);
                SrtpSender before = crypto.newSender(keys(profile, 1));
                SrtpReceiver heard = crypto.newReceiver(keys(profile, 1));
                SrtpSender after = crypto.newSender(keys(profile, 2));
                SrtpReceiver hears = crypto.newReceiver(keys(profile, 2))) {
            wrap(before, heard);
            after.continueFrom(before);
            hears.continueFrom(heard);
            for (int sequence = 10; sequence < 30; sequence++) {
                assertEquals(12 + PAYLOAD_BYTES, pass(after, hears, sequence));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.ringway.media.srtp.Sessions#providersAndProfiles")
    void shouldOpenASenderThatBeginsItsRolloverCounterAnew(
            CryptoProvider provider, SrtpProfile profile) {
        try (SrtpCrypto crypto = Sessions.crypto(provider);
                SrtpSender before = crypto.newSender(keys(profile, 1));
                SrtpReceiver heard = crypto.newReceiver(keys(profile, 1));
                SrtpSender after = crypto.newSender(keys(profile, 2));
                SrtpReceiver hears = crypto.newReceiver(keys(profile, 2))) {
            wrap(before, heard);
            hears.continueFrom(heard);
            assertEquals(12 + PAYLOAD_BYTES, pass(after, hears, 10));
            assertEquals(12 + PAYLOAD_BYTES, pass(after, hears, 11));
        }
    }

    @ParameterizedTest
    @MethodSource("io.ringway.media.srtp.Sessions#providersAndProfiles")
    void shouldNotOpenWhatTheFormerKeySealed(CryptoProvider provider, SrtpProfile profile) {
        try (SrtpCrypto crypto = Sessions.crypto(provider);
                SrtpSender before = crypto.newSender(keys(profile, 1));
                SrtpReceiver heard = crypto.newReceiver(keys(profile, 1));
                SrtpReceiver hears = crypto.newReceiver(keys(profile, 2))) {
            wrap(before, heard);
            hears.continueFrom(heard);
            assertEquals(Counter.DROP_SRTP_AUTH.code(), pass(before, hears, 10));
        }
    }

    private void wrap(SrtpSender sender, SrtpReceiver receiver) {
        for (int sequence = 0xFFF0; sequence < 0x1_000A; sequence++) {
            assertEquals(12 + PAYLOAD_BYTES, pass(sender, receiver, sequence & 0xFFFF));
        }
    }

    private int pass(SrtpSender sender, SrtpReceiver receiver, int sequence) {
        byte[] plain = Sessions.rtp(SSRC, sequence, PAYLOAD_BYTES);
        int length = sender.sealRtp(Sessions.buffer(plain), 0, plain.length, sealed, 0);
        return receiver.openRtp(sealed, 0, length, opened, 0);
    }

    private static SrtpKeys keys(SrtpProfile profile, int fill) {
        byte[] key = new byte[profile.keyBytes()];
        byte[] salt = new byte[profile.saltBytes()];
        Arrays.fill(key, (byte) fill);
        return new SrtpKeys(profile, key, salt, key, salt);
    }
}
