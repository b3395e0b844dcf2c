package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.codec.silk.SilkDecoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is for the SILK decoder, and what it does with the rest. */
@Timeout(60)
class SilkDecoderTest {

    private final UnsafeBuffer pcm = TestSound.offHeap(4_000);

    @Test
    void shouldTellWhatSuitsByTheFirstByte() {
        for (int first = 0; first < 256; first++) {
            UnsafeBuffer packet = new UnsafeBuffer(new byte[] {(byte) first, 0, 0});
            boolean wide = OpusPacket.bandwidthHz(packet, 0, 3) >= 16_000;
            boolean silk = OpusPacket.mode(packet, 0, 3) != OpusPacket.MODE_CELT;
            boolean mono = OpusPacket.channels(packet, 0, 3) == 1;
            assertEquals(wide && silk && mono, SilkDecoder.suits(packet, 0, 3), "" + first);
            assertFalse(SilkDecoder.suits(packet, 0, 0));
        }
    }

    @Test
    void shouldRefuseOtherRates() {
        assertThrows(IllegalArgumentException.class, () -> new SilkDecoder(48_000));
    }

    /** Narrow band, stereo, CELT, too little room, spare bytes: nothing of that leaves a trace. */
    @Test
    void shouldKeepItsStateWhereAPacketIsUnsuited() {
        OpusStream stream = OpusStream.redundantVoice();
        SilkDecoder decoder = new SilkDecoder(16_000);
        SilkDecoder undisturbed = new SilkDecoder(16_000);
        byte[] spare = new byte[200];
        spare[0] = 9 << 3;
        for (byte[] packet : stream.packets()) {
            for (int first : new int[] {1 << 3, (9 << 3) | 4, 20 << 3, (9 << 3) | 3}) {
                unsuited(decoder, new byte[] {(byte) first, 0, 17, 30});
            }
            unsuited(decoder, spare);
            UnsafeBuffer buffer = new UnsafeBuffer(packet);
            assertEquals(
                    SilkDecoder.UNSUITED, decoder.decode(buffer, 0, packet.length, pcm, 0, 319));
            assertArrayEquals(decode(undisturbed, packet), decode(decoder, packet));
        }
    }

    @Test
    void shouldBeginAnewAfterReset() {
        OpusStream stream = OpusStream.redundantVoice();
        SilkDecoder used = new SilkDecoder(8_000);
        for (byte[] packet : stream.packets()) {
            decode(used, packet);
        }
        used.conceal(480, pcm, 0);
        used.reset();
        SilkDecoder fresh = new SilkDecoder(8_000);
        for (byte[] packet : stream.packets()) {
            assertArrayEquals(decode(fresh, packet), decode(used, packet));
        }
    }

    private void unsuited(SilkDecoder decoder, byte[] packet) {
        UnsafeBuffer buffer = new UnsafeBuffer(packet);
        int samples = decoder.decode(buffer, 0, packet.length, pcm, 0, 1_920);
        assertEquals(SilkDecoder.UNSUITED, samples, "first byte " + packet[0]);
    }

    private short[] decode(SilkDecoder decoder, byte[] packet) {
        UnsafeBuffer buffer = new UnsafeBuffer(packet);
        int samples = decoder.decode(buffer, 0, packet.length, pcm, 0, 1_920);
        assertTrue(samples > 0, "" + samples);
        return TestSound.read(pcm, 0, samples);
    }
}
