package io.ringway.media.srtp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our SRTP and jitsi-srtp open what the other seals, over wraps of the sequence number. */
class JitsiInteropTest {

    private static final int SSRC = 0xCAFE_BABE;
    private static final int FIRST_SEQUENCE = 0x7FF0;
    private static final int WRAPS = 3;

    /** Less than jitsi-srtp's replay window of 64. */
    private static final int REORDERED = 16;

    @ParameterizedTest
    @MethodSource("io.ringway.media.srtp.Sessions#providersAndProfiles")
    void shouldSealWhatJitsiOpensOverWraps(CryptoProvider provider, SrtpProfile profile)
            throws GeneralSecurityException {
        SrtpKeys keys = Sessions.loopKeys(profile);
        JitsiSession jitsi = new JitsiSession(false, profile, keys.localKey(), keys.localSalt());
        try (SrtpCrypto crypto = Sessions.crypto(provider);
                SrtpSender sender = crypto.newSender(keys)) {
            for (int sequence : wrappingSequences()) {
                byte[] plain = Sessions.rtp(SSRC, sequence, sequence % 200);
                UnsafeBuffer sealed = Sessions.buffer();
                int length = sender.sealRtp(Sessions.buffer(plain), 0, plain.length, sealed, 5);

                assertEquals(plain.length + profile.tagBytes(), length);
                assertArrayEquals(plain, jitsi.openRtp(SSRC, Sessions.bytes(sealed, 5, length)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.ringway.media.srtp.Sessions#providersAndProfiles")
    void shouldOpenWhatJitsiSealsOverWrapsAndOutOfOrder(
            CryptoProvider provider, SrtpProfile profile) throws GeneralSecurityException {
        SrtpKeys keys = Sessions.loopKeys(profile);
        JitsiSession jitsi = new JitsiSession(true, profile, keys.localKey(), keys.localSalt());
        List<Integer> sequences = wrappingSequences();
        List<byte[]> plains = new ArrayList<>();
        List<byte[]> sealed = new ArrayList<>();
        for (int sequence : sequences) {
            byte[] plain = Sessions.rtp(SSRC, sequence, 40 + sequence % 64);
            plains.add(plain);
            sealed.add(jitsi.sealRtp(SSRC, plain));
        }
        try (SrtpCrypto crypto = Sessions.crypto(provider);
                SrtpReceiver receiver = crypto.newReceiver(keys)) {
            for (int i : shuffledInGroups(sequences)) {
                UnsafeBuffer out = Sessions.buffer();
                UnsafeBuffer packet = Sessions.buffer(sealed.get(i));
                int length = receiver.openRtp(packet, 0, sealed.get(i).length, out, 3);

                assertEquals(plains.get(i).length, length, "packet " + i);
                assertArrayEquals(plains.get(i), Sessions.bytes(out, 3, length));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.ringway.media.srtp.Sessions#providersAndProfiles")
    void shouldExchangeRtcpBothWays(CryptoProvider provider, SrtpProfile profile)
            throws GeneralSecurityException {
        SrtpKeys keys = Sessions.loopKeys(profile);
        JitsiSession opener = new JitsiSession(false, profile, keys.localKey(), keys.localSalt());
        JitsiSession sealer = new JitsiSession(true, profile, keys.localKey(), keys.localSalt());
        try (SrtpCrypto crypto = Sessions.crypto(provider);
                SrtpSender sender = crypto.newSender(keys);
                SrtpReceiver receiver = crypto.newReceiver(keys)) {
            for (int number = 0; number < 100; number++) {
                byte[] plain = Sessions.rtcp(SSRC, number);
                UnsafeBuffer out = Sessions.buffer();
                int length = sender.sealRtcp(Sessions.buffer(plain), 0, plain.length, out, 0);
                assertArrayEquals(plain, opener.openRtcp(SSRC, Sessions.bytes(out, 0, length)));

                byte[] theirs = sealer.sealRtcp(SSRC, plain);
                length = receiver.openRtcp(Sessions.buffer(theirs), 0, theirs.length, out, 0);
                assertArrayEquals(plain, Sessions.bytes(out, 0, length));
            }
        }
    }

    /** Three wraps, in strides except near each wrap, where every number is used. */
    private static List<Integer> wrappingSequences() {
        List<Integer> sequences = new ArrayList<>();
        int end = FIRST_SEQUENCE + (WRAPS << 16);
        for (int extended = FIRST_SEQUENCE; extended < end; ) {
            sequences.add(extended & 0xFFFF);
            int beforeWrap = 0x1_0000 - (extended & 0xFFFF);
            boolean near = beforeWrap <= 100 || beforeWrap > 0x1_0000 - 100;
            extended += near ? 1 : Math.min(1_000, beforeWrap - 100 > 0 ? beforeWrap - 100 : 1);
        }
        return sequences;
    }

    /**
     * The order of arrival: what lies close around a wrap is mixed, the strides between are not.
     */
    private static List<Integer> shuffledInGroups(List<Integer> sequences) {
        List<Integer> order = new ArrayList<>();
        Random random = new Random(42);
        for (int start = 0; start < sequences.size(); start += REORDERED) {
            List<Integer> group = new ArrayList<>();
            for (int i = start; i < Math.min(sequences.size(), start + REORDERED); i++) {
                group.add(i);
            }
            boolean dense =
                    aroundWrap(sequences.get(group.getFirst()))
                            && aroundWrap(sequences.get(group.getLast()));
            if (dense) {
                Collections.shuffle(group, random);
            }
            order.addAll(group);
        }
        return order;
    }

    private static boolean aroundWrap(int sequence) {
        return sequence > 0xFFFF - 90 || sequence < 90;
    }
}
