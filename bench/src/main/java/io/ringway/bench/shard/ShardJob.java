package io.ringway.bench.shard;

import io.ringway.media.SpeechFormat;
import io.ringway.media.SpeechFormat.Encoding;
import io.ringway.media.counters.Counter;
import io.ringway.media.net.PacketKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a shard does with what it receives, and what must then have been counted for each packet.
 */
public enum ShardJob {
    /** Opened, admitted, counted, put in order; nobody listens. */
    RECEIVE(null, Speech.HYBRID, Counter.RTP_OPENED),
    /** Opus to the speech service as it came. */
    FORWARD(new SpeechFormat(Encoding.OPUS, 48_000, 1), Speech.HYBRID, Counter.RTP_OPENED),
    SILK_TO_16K(SpeechFormat.LINEAR16_16K, Speech.SILK, Counter.FRAMES_DECODED),
    HYBRID_TO_16K(SpeechFormat.LINEAR16_16K, Speech.HYBRID, Counter.FRAMES_DECODED),
    PCMU_TO_8K(new SpeechFormat(Encoding.LINEAR16, 8_000, 1), Speech.PCMU, Counter.RTP_OPENED),
    PCMU_TO_16K(SpeechFormat.LINEAR16_16K, Speech.PCMU, Counter.RTP_OPENED),
    G722_TO_8K(new SpeechFormat(Encoding.LINEAR16, 8_000, 1), Speech.G722, Counter.RTP_OPENED),
    G722_TO_16K(SpeechFormat.LINEAR16_16K, Speech.G722, Counter.RTP_OPENED),
    /** Every packet sealed anew and sent back. */
    ECHO(null, Speech.HYBRID, Counter.ECHO_PACKETS),
    /** Between two parties of one codec. */
    BRIDGE_PASS(null, Speech.HYBRID, Counter.RTP_OPENED),
    /** Between Opus and G.711. */
    BRIDGE_TRANSCODE(null, Speech.HYBRID, Counter.RTP_OPENED),
    /** A sender report instead of a packet of speech. */
    REPORTS(null, Speech.HYBRID, Counter.RTCP_OPENED);

    final @Nullable SpeechFormat forwarded;
    final Counter done;
    private final Speech speech;

    ShardJob(@Nullable SpeechFormat forwarded, Speech speech, Counter done) {
        this.forwarded = forwarded;
        this.speech = speech;
        this.done = done;
    }

    /** What legs of each number speak, in turn. */
    List<Speech> speech() {
        return this == BRIDGE_TRANSCODE ? List.of(speech, Speech.PCMU) : List.of(speech);
    }

    boolean bridged() {
        return this == BRIDGE_PASS || this == BRIDGE_TRANSCODE;
    }

    /** Whether what goes out has to have left before more comes in. */
    boolean sends() {
        return this == ECHO || bridged();
    }

    PacketKind kind() {
        return this == REPORTS ? PacketKind.RTCP : PacketKind.RTP;
    }
}
