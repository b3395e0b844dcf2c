package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.memory.NativeMemory;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * libopus' encoder, told in mid-stream how to code: what it sends at such changes (RFC 6716 §4.5)
 * is what it sends when it decides so by itself.
 */
final class ChangingEncoder implements AutoCloseable {

    /** How a packet is coded. */
    enum Coding {
        SILK(1_000, OpusBandwidth.WIDE, 1, 20_000),
        HYBRID(1_001, OpusBandwidth.FULL, 1, 28_000),
        MUSIC(1_002, OpusBandwidth.FULL, 1, 48_000),
        NARROW(1_000, OpusBandwidth.NARROW, 1, 10_000),
        STEREO(1_001, OpusBandwidth.FULL, 2, 48_000);

        private final int mode;
        private final OpusBandwidth bandwidth;
        private final int channels;
        private final int bitrateBps;

        Coding(int mode, OpusBandwidth bandwidth, int channels, int bitrateBps) {
            this.mode = mode;
            this.bandwidth = bandwidth;
            this.channels = channels;
            this.bitrateBps = bitrateBps;
        }

        private static @Nullable Coding of(byte[] packet) {
            UnsafeBuffer in = new UnsafeBuffer(packet);
            if (OpusPacket.channels(in, 0, packet.length) == 2) {
                return STEREO;
            }
            return switch (OpusPacket.mode(in, 0, packet.length)) {
                case OpusPacket.MODE_CELT -> MUSIC;
                case OpusPacket.MODE_HYBRID -> HYBRID;
                default ->
                        switch (OpusPacket.bandwidthHz(in, 0, packet.length)) {
                            case 8_000 -> NARROW;
                            case 16_000 -> SILK;
                            default -> null;
                        };
            };
        }
    }

    private static final int RATE_HZ = 48_000;
    private static final int FRAME = RATE_HZ / 50;

    /** OPUS_SET_BANDWIDTH, OPUS_SET_FORCE_CHANNELS, and the mode that libopus' own tests set. */
    private static final int SET_BANDWIDTH = 4008;

    private static final int SET_FORCE_CHANNELS = 4022;
    private static final int SET_FORCE_MODE = 11_002;

    private final long encoder = NativeMemory.allocate(Libopus.encoderSize(2));
    private final UnsafeBuffer pcm = TestSound.offHeap(FRAME * 4);
    private final UnsafeBuffer out = TestSound.offHeap(1_500);
    private final short[] sound;
    private final List<byte[]> packets = new ArrayList<>();
    private int at;

    /**
     * @param sound one channel at 48 kHz, repeated for as long as needed
     * @param lossPercent what redundancy is sent against
     */
    ChangingEncoder(short[] sound, int lossPercent) {
        this.sound = sound;
        Libopus.encoderInit(encoder, RATE_HZ, 2, OpusEncoderSettings.Application.VOICE.code());
        set(Libopus.SET_COMPLEXITY, 5);
        set(Libopus.SET_INBAND_FEC, lossPercent > 0 ? 1 : 0);
        set(Libopus.SET_PACKET_LOSS_PERC, lossPercent);
    }

    /** Goes on for so many packets of 20 ms. */
    ChangingEncoder encode(Coding coding, int count) {
        set(Libopus.SET_BITRATE, coding.bitrateBps);
        set(SET_BANDWIDTH, coding.bandwidth.code());
        set(SET_FORCE_CHANNELS, coding.channels);
        set(SET_FORCE_MODE, coding.mode);
        for (int i = 0; i < count; i++) {
            for (int n = 0; n < FRAME; n++, at++) {
                short sample = sound[at % sound.length];
                pcm.putShort(4 * n, sample);
                pcm.putShort(4 * n + 2, (short) (sample / 2));
            }
            long input = pcm.addressOffset();
            int length = Libopus.encode(encoder, input, FRAME, out.addressOffset(), 1_500);
            assertTrue(length > 0, "encoder said " + length);
            byte[] packet = new byte[length];
            out.getBytes(0, packet);
            packets.add(packet);
        }
        byte[] last = packets.getLast();
        assertEquals(coding, Coding.of(last), "coding of packet " + packets.size());
        return this;
    }

    OpusStream stream() {
        return new OpusStream(List.copyOf(packets), packets.stream().map(packet -> FRAME).toList());
    }

    @Override
    public void close() {
        NativeMemory.free(encoder);
    }

    private void set(int request, int value) {
        int status = Libopus.encoderSet(encoder, request, value);
        assertTrue(status == 0, "libopus refused " + request + ": " + status);
    }
}
