package io.ringway.server.sip.phone;

import io.ringway.media.codec.AudioCodecs;
import io.ringway.media.codec.AudioDecoder;
import io.ringway.media.codec.AudioEncoder;
import io.ringway.media.codec.OpusCodecs;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** What a phone speaks: packets of 20 ms made of sound of 8 kHz, and sound made of them. */
public enum PhoneCodec {
    PCMU(0, "PCMU/8000", 160, AudioCodecs.Kind.PCMU),
    PCMA(8, "PCMA/8000", 160, AudioCodecs.Kind.PCMA),
    OPUS(96, "opus/48000/2", 960, AudioCodecs.Kind.OPUS);

    private static final int MOST_BYTES = 1_500;

    private final int payloadType;
    private final String encoding;
    private final int ticks;
    private final AudioCodecs.Kind kind;

    PhoneCodec(int payloadType, String encoding, int ticks, AudioCodecs.Kind kind) {
        this.payloadType = payloadType;
        this.encoding = encoding;
        this.ticks = ticks;
        this.kind = kind;
    }

    public int payloadType() {
        return payloadType;
    }

    /** Of the RTP clock, a packet. */
    int ticks() {
        return ticks;
    }

    /** A session description with this codec in place of PCMU. */
    String describe(String offer) {
        return offer.replace("RTP/AVP 0", "RTP/AVP " + payloadType)
                .replace("rtpmap:0 PCMU/8000", "rtpmap:" + payloadType + " " + encoding);
    }

    /** All of it as packets. */
    public List<byte[]> encode(short[] samples) {
        UnsafeBuffer pcm = offHeap(RtpEnd.SAMPLES * Short.BYTES);
        UnsafeBuffer out = offHeap(MOST_BYTES);
        List<byte[]> packets = new ArrayList<>();
        try (AudioEncoder encoder = codecs().encoder(kind, RtpEnd.RATE_HZ, 1)) {
            for (int from = 0; from + RtpEnd.SAMPLES <= samples.length; from += RtpEnd.SAMPLES) {
                for (int i = 0; i < RtpEnd.SAMPLES; i++) {
                    pcm.putShort(i * Short.BYTES, samples[from + i], ByteOrder.LITTLE_ENDIAN);
                }
                byte[] packet =
                        new byte[encoder.encode(pcm, 0, RtpEnd.SAMPLES, out, 0, MOST_BYTES)];
                out.getBytes(0, packet);
                packets.add(packet);
            }
        }
        return packets;
    }

    /** The loudest sample of each packet, all of one stream and in order. */
    public List<Integer> peaks(List<byte[]> packets) {
        UnsafeBuffer in = offHeap(MOST_BYTES);
        UnsafeBuffer pcm = offHeap(RtpEnd.RATE_HZ / 5 * Short.BYTES);
        List<Integer> peaks = new ArrayList<>();
        try (AudioDecoder decoder = codecs().decoder(kind, RtpEnd.RATE_HZ, 1)) {
            for (byte[] packet : packets) {
                in.putBytes(0, packet);
                int samples = decoder.decode(in, 0, packet.length, pcm, 0, RtpEnd.RATE_HZ / 5);
                int peak = 0;
                for (int i = 0; i < samples; i++) {
                    int sample = pcm.getShort(i * Short.BYTES, ByteOrder.LITTLE_ENDIAN);
                    peak = Math.max(peak, Math.abs(sample));
                }
                peaks.add(peak);
            }
        }
        return peaks;
    }

    private static AudioCodecs codecs() {
        return new AudioCodecs(OpusCodecs.of(OpusCodecs.Provider.AUTO));
    }

    private static UnsafeBuffer offHeap(int bytes) {
        return new UnsafeBuffer(ByteBuffer.allocateDirect(bytes));
    }
}
