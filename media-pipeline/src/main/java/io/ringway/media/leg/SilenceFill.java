package io.ringway.media.leg;

import io.ringway.media.AudioSection;
import io.ringway.media.PacketTime;
import io.ringway.media.PayloadFormat;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.counters.Counter;
import io.ringway.media.leg.FramePacer.Outcome;
import io.ringway.media.rtp.RtpHeader;
import io.ringway.media.shard.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a phone's stream going while nobody has anything to say to it: when no packet was sent for
 * 60 ms, silence in packets of the length agreed, without a break or, after a second, one a second.
 * That also keeps the NAT's mapping alive (RFC 6263), and a phone that ends calls without audio
 * content.
 *
 * <p>Somebody else's packets that pass are given 200 ms: silence between two of them that a network
 * merely held up would put off all that follow, each time by as much, for their phone's buffer.
 *
 * <p>Thread: the leg's shard. Allocates nothing between changes of codec.
 */
final class SilenceFill implements FramePacer.Frames {

    /** A stream of 60 ms packets, or of packets a little late, is not to be interrupted. */
    private static final int PATIENCE_MS = 60;

    private static final int FORWARDING_PATIENCE_MS = 200;

    /** Of silence without a break before it gets sparse, and between two frames then. */
    private static final int SPARSE_MS = 1_000;

    private final SilencePolicy policy;
    private final Stage shard;
    private final PacketOutlet outlet;
    private final OpusCodecs codecs;
    private final FramePacer pacer;
    private byte[] payload = {};
    private @Nullable PayloadFormat format;
    private long packets = -1;
    private int idleMs;
    private int askedMs = PacketTime.USUAL_MS;
    private int lengthMs;

    SilenceFill(SilencePolicy policy, Stage shard, PacketOutlet outlet, OpusCodecs codecs) {
        this.policy = policy;
        this.shard = shard;
        this.outlet = outlet;
        this.codecs = codecs;
        this.pacer = new FramePacer(shard.deadlines(), PacketTime.USUAL_MS, this);
    }

    void start(long nowNs) {
        pacer.start(nowNs);
    }

    void stop() {
        pacer.stop();
    }

    @Override
    public Outcome next(boolean talkSpurt, long dueNs) {
        AudioSection section = outlet.sendingSection();
        OutboundStream stream = section == null ? null : outlet.find(section);
        if (section == null || stream == null || !outlet.ready()) {
            return Outcome.SILENT;
        }
        if (stream.packets() != packets) {
            packets = stream.packets();
            idleMs = 0;
            askedMs = section.packetTimeMs();
        }
        idleMs += askedMs;
        boolean sparse = policy == SilencePolicy.SPARSE && idleMs > SPARSE_MS;
        askedMs = sparse ? SPARSE_MS : section.packetTimeMs();
        pacer.setFrameMs(askedMs);
        int patienceMs = stream.timeline().forwarding() ? FORWARDING_PATIENCE_MS : PATIENCE_MS;
        if (idleMs <= patienceMs) {
            return Outcome.SILENT;
        }
        Outcome outcome = send(section, stream, talkSpurt || sparse, dueNs);
        return sparse ? Outcome.SILENT : outcome;
    }

    private Outcome send(
            AudioSection section, OutboundStream stream, boolean talkSpurt, long dueNs) {
        PayloadFormat speech = section.speechFormat();
        if (speech == null) {
            return Outcome.SILENT;
        }
        if (!speech.equals(format) || section.packetTimeMs() != lengthMs) {
            format = speech;
            lengthMs = section.packetTimeMs();
            payload = SilentFrames.of(speech.codec(), lengthMs, codecs);
        }
        int ticks = speech.clockRateHz() / 1_000 * lengthMs;
        int header = RtpHeader.FIXED_LENGTH;
        outlet.plain().putBytes(header, payload);
        stream.writeOwnHeader(
                talkSpurt,
                speech.payloadType(),
                ticks,
                payload.length,
                0,
                0,
                outlet.plain(),
                dueNs);
        if (outlet.send(header + payload.length)) {
            shard.counters().increment(Counter.RTP_SILENCE_FRAMES);
        }
        packets = stream.packets();
        return Outcome.SENT;
    }
}
