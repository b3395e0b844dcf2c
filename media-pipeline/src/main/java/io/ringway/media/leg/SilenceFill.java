package io.ringway.media.leg;

import io.ringway.media.AudioSection;
import io.ringway.media.PayloadFormat;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.counters.Counter;
import io.ringway.media.leg.FramePacer.Outcome;
import io.ringway.media.rtp.RtpHeader;
import io.ringway.media.shard.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a phone's stream going while nobody has anything to say to it: when no packet was sent for
 * 60 ms, a frame of silence every 20 ms. That also keeps the NAT's mapping alive (RFC 6263), and a
 * phone that ends calls without audio content.
 *
 * <p>Somebody else's packets that pass are given 200 ms: silence between two of them that a network
 * merely held up would put off all that follow, each time by as much, for their phone's buffer.
 *
 * <p>Thread: the leg's shard. Allocates nothing between changes of codec.
 */
final class SilenceFill implements FramePacer.Frames {

    /** A stream of 60 ms packets, or of packets a little late, is not to be interrupted. */
    private static final int PATIENCE_FRAMES = 4;

    private static final int FORWARDING_PATIENCE_FRAMES = 11;

    private final Stage shard;
    private final PacketOutlet outlet;
    private final OpusCodecs codecs;
    private final FramePacer pacer;
    private byte[] payload = {};
    private @Nullable PayloadFormat format;
    private long packets = -1;
    private int idleFrames;

    SilenceFill(Stage shard, PacketOutlet outlet, OpusCodecs codecs) {
        this.shard = shard;
        this.outlet = outlet;
        this.codecs = codecs;
        this.pacer = new FramePacer(shard.deadlines(), SilentFrames.FRAME_MS, this);
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
            idleFrames = 0;
        }
        int patience =
                stream.timeline().forwarding() ? FORWARDING_PATIENCE_FRAMES : PATIENCE_FRAMES;
        return ++idleFrames < patience ? Outcome.SILENT : send(section, stream, talkSpurt, dueNs);
    }

    private Outcome send(
            AudioSection section, OutboundStream stream, boolean talkSpurt, long dueNs) {
        PayloadFormat speech = section.speechFormat();
        if (speech == null) {
            return Outcome.SILENT;
        }
        if (!speech.equals(format)) {
            format = speech;
            payload = SilentFrames.of(speech.codec(), codecs);
        }
        int ticks = speech.clockRateHz() / 1_000 * SilentFrames.FRAME_MS;
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
