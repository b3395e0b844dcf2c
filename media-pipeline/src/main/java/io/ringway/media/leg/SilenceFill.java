package io.ringway.media.leg;

import io.ringway.media.AudioSection;
import io.ringway.media.PacketTime;
import io.ringway.media.PayloadFormat;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.counters.Counter;
import io.ringway.media.leg.FramePacer.Outcome;
import io.ringway.media.rtp.RtpHeader;
import io.ringway.media.shard.Stage;
import java.util.concurrent.TimeUnit;
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
 * <p>While something is sent it looks only as often as silence could be due, for it looks for every
 * phone. Thread: the leg's shard. Allocates nothing between changes of codec.
 */
final class SilenceFill implements FramePacer.Frames {

    /** A stream of 60 ms packets, or of packets a little late, is not to be interrupted. */
    private static final int PATIENCE_MS = 60;

    private static final int FORWARDING_PATIENCE_MS = 200;

    /** Of silence without a break before it gets sparse, and between two frames then. */
    private static final int SPARSE_MS = 1_000;

    /** That many packets had been sent when something may be sent at last, or again. */
    private static final long UNKNOWN = -1;

    private static final long NS_PER_MS = TimeUnit.MILLISECONDS.toNanos(1);

    private final SilencePolicy policy;
    private final Stage shard;
    private final PacketOutlet outlet;
    private final OpusCodecs codecs;
    private final FramePacer pacer;
    private byte[] payload = {};
    private @Nullable PayloadFormat format;
    private long packets = UNKNOWN;
    private long idleSinceNs;
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
            packets = UNKNOWN;
            pacer.setFrameMs(PATIENCE_MS);
            return Outcome.SILENT;
        }
        if (stream.packets() != packets) {
            boolean first = packets == UNKNOWN || stream.packets() == 0;
            idleSinceNs = first ? dueNs : stream.lastSentNs();
            packets = stream.packets();
        }
        long idleNs = dueNs - idleSinceNs;
        long leftNs = patienceNs(section, stream) - idleNs;
        if (leftNs > 0) {
            pacer.setFrameMs((int) ((leftNs + NS_PER_MS - 1) / NS_PER_MS));
            return Outcome.SILENT;
        }
        boolean sparse = policy == SilencePolicy.SPARSE && idleNs > SPARSE_MS * NS_PER_MS;
        pacer.setFrameMs(sparse ? SPARSE_MS : section.packetTimeMs());
        Outcome outcome = send(section, stream, talkSpurt || sparse, dueNs);
        return sparse ? Outcome.SILENT : outcome;
    }

    /** A packet that comes when its patience is over is not late yet. */
    private static long patienceNs(AudioSection section, OutboundStream stream) {
        int ms = stream.timeline().forwarding() ? FORWARDING_PATIENCE_MS : PATIENCE_MS;
        return (ms + section.packetTimeMs()) * NS_PER_MS;
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
