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
    RECEIVE(Encoding.OPUS, 0, Speech.HYBRID, Counter.RTP_OPENED),
    /** Opus to the speech service as it came. */
    FORWARD(Encoding.OPUS, 48_000, Speech.HYBRID, Counter.RTP_OPENED),
    SILK_TO_16K(Encoding.LINEAR16, 16_000, Speech.SILK, Counter.FRAMES_DECODED),
    HYBRID_TO_16K(Encoding.LINEAR16, 16_000, Speech.HYBRID, Counter.FRAMES_DECODED),
    PCMU_TO_8K(Encoding.LINEAR16, 8_000, Speech.PCMU, Counter.FRAMES_DECODED),
    PCMU_TO_16K(Encoding.LINEAR16, 16_000, Speech.PCMU, Counter.FRAMES_DECODED),
    G722_TO_8K(Encoding.LINEAR16, 8_000, Speech.G722, Counter.FRAMES_DECODED),
    G722_TO_16K(Encoding.LINEAR16, 16_000, Speech.G722, Counter.FRAMES_DECODED),
    /** Every packet sealed anew and sent back. */
    ECHO(Encoding.OPUS, 0, Speech.HYBRID, Counter.ECHO_PACKETS),
    /** Between two parties of one codec. */
    BRIDGE_PASS(Encoding.OPUS, 0, Speech.HYBRID, Counter.BRIDGE_PASSED),
    /** Between Opus and G.711. */
    BRIDGE_TRANSCODE(Encoding.OPUS, 0, Speech.HYBRID, Counter.BRIDGE_TRANSCODED),
    /** A sender report instead of a packet of speech. */
    REPORTS(Encoding.OPUS, 0, Speech.HYBRID, Counter.RTCP_OPENED);

    final Counter done;
    private final Encoding forwardedAs;
    private final int forwardedHz;
    private final Speech speech;

    /**
     * @param forwardedHz 0 forwards nothing
     */
    ShardJob(Encoding forwardedAs, int forwardedHz, Speech speech, Counter done) {
        this.forwardedAs = forwardedAs;
        this.forwardedHz = forwardedHz;
        this.speech = speech;
        this.done = done;
    }

    /** What the speech service hears; null for nothing. */
    @Nullable SpeechFormat forwarded() {
        return forwardedHz == 0 ? null : new SpeechFormat(forwardedAs, forwardedHz, 1);
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
