package io.ringway.bench.shard;

import io.ringway.bench.EncodedVoice;
import io.ringway.bench.OpusDecodeBenchmark.Coding;
import io.ringway.media.AudioSection;
import io.ringway.media.PayloadFormat;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.codec.AudioCodecs;
import java.util.List;
import org.agrona.DirectBuffer;

/** Packets of 20 ms of one codec, and how an offer would describe them. */
public enum Speech {
    SILK(111, Codec.OPUS, 48_000),
    HYBRID(111, Codec.OPUS, 48_000),
    PCMU(0, Codec.PCMU, 8_000),
    G722(9, Codec.G722, 8_000);

    private final int payloadType;
    private final Codec codec;
    private final int clockHz;

    Speech(int payloadType, Codec codec, int clockHz) {
        this.payloadType = payloadType;
        this.codec = codec;
        this.clockHz = clockHz;
    }

    int payloadType() {
        return payloadType;
    }

    int ticksAPacket() {
        return clockHz / 50;
    }

    /** The only section of a call that speaks so both ways. */
    AudioSection section(int session) {
        PayloadFormat format = new PayloadFormat(payloadType, codec, clockHz, 1, false);
        return new AudioSection(
                "0", List.of(format), true, true, List.of(), 1_000_000L + session, 0, 0);
    }

    /** Four seconds of speech. */
    List<DirectBuffer> packets() {
        EncodedVoice voice =
                switch (this) {
                    case SILK -> new EncodedVoice(Coding.SILK_16K.settings());
                    case HYBRID -> new EncodedVoice(Coding.HYBRID_24KBPS.settings());
                    case PCMU -> new EncodedVoice(AudioCodecs.Kind.PCMU);
                    case G722 -> new EncodedVoice(AudioCodecs.Kind.G722);
                };
        return voice.packets();
    }
}
