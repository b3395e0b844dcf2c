package io.ringway.media.leg;

import io.ringway.media.AudioSection;
import io.ringway.media.BridgeStatistics;
import io.ringway.media.PacketTime;
import io.ringway.media.PayloadFormat;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.bridge.PassedOrder;
import io.ringway.media.bridge.VoiceSink;
import io.ringway.media.codec.PacketDuration;
import io.ringway.media.counters.Counter;
import io.ringway.media.playout.PlayoutSettings;
import io.ringway.media.rtp.MediaPacket;
import io.ringway.media.shard.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a leg hears the other party of its bridge: packets pass as they are where the leg agreed on
 * their codec, else they are played out and encoded anew. What that is follows the packets and the
 * leg's sections, within one stream (SSRC).
 *
 * <p>What is played into the leg replaces the other party while it lasts; what is played out goes
 * on unheard meanwhile, so that it is not late afterwards. Thread: the leg's shard. Allocates
 * nothing while nothing changes.
 */
final class BridgeOutput implements VoiceSink, AutoCloseable {

    /** Of a clean path nothing is to be learned first; what is not clean is learned soon. */
    private static final int START_DELAY_MS = 30;

    private static final int NOISE_CLOCK_HZ = 8_000;

    private final PacketOutlet outlet;
    private final FramePlayer player;
    private final Stage shard;
    private final PlayedStream played;
    private boolean transcoding;
    private long packets;

    /**
     * @param outlet where packets of the leg go
     * @param player what sends frames there
     * @param parts of its shard
     */
    BridgeOutput(PacketOutlet outlet, FramePlayer player, Stage shard, PlayedStream.Parts parts) {
        this.outlet = outlet;
        this.player = player;
        this.shard = shard;
        this.played = new PlayedStream(parts, player);
        outlet.endForwarding();
    }

    /** Bounds of what is played out across a bridge. */
    static PlayoutSettings settings(PlayoutSettings usual) {
        return new PlayoutSettings(
                usual.minDelayMs(),
                usual.maxDelayMs(),
                Math.min(START_DELAY_MS, usual.maxDelayMs()),
                usual.capacityPackets(),
                usual.idleMs());
    }

    @Override
    public void onPacket(int ssrc, Codec codec, MediaPacket packet) {
        AudioSection section = outlet.sendingSection();
        OutboundStream stream = section == null ? null : outlet.find(section);
        if (section == null || stream == null || !outlet.ready()) {
            played.close();
            return;
        }
        PayloadFormat agreed = codec == Codec.TELEPHONE_EVENT ? null : formatOf(section, codec);
        switch (codec) {
            case OPUS, PCMU, PCMA, G722 -> {
                if (agreed == null) {
                    transcode(ssrc, codec, packet);
                } else {
                    pass(stream, agreed, ssrc, codec, packet);
                }
            }
            case COMFORT_NOISE -> {
                if (agreed == null || transcoding) {
                    transcode(ssrc, codec, packet);
                } else {
                    pass(stream, agreed, ssrc, codec, packet);
                }
            }
            case TELEPHONE_EVENT, RED ->
                    stream.leaveOut(packet, Integer.toUnsignedLong(ssrc), shard.nowNs());
        }
    }

    /** How this direction is doing. */
    BridgeStatistics.Direction statistics(long dropped) {
        AudioSection section = outlet.sendingSection();
        int packetMs = section == null ? PacketTime.USUAL_MS : section.packetTimeMs();
        double delayMs = transcoding ? played.delayMs() + packetMs : 0;
        return new BridgeStatistics.Direction(
                transcoding, packets, delayMs, played.concealedSamples(), dropped);
    }

    /** Ends it: nothing more is heard, and nothing of it later. */
    @Override
    public void close() {
        played.close();
        outlet.endForwarding();
    }

    private void transcode(int ssrc, Codec codec, MediaPacket packet) {
        transcoding = true;
        if (played.onPacket(ssrc, codec, packet)) {
            packets++;
            shard.counters().increment(Counter.BRIDGE_TRANSCODED);
        }
    }

    private void pass(
            OutboundStream stream,
            PayloadFormat agreed,
            int ssrc,
            Codec codec,
            MediaPacket packet) {
        if (transcoding) {
            passFromNowOn();
        }
        if (outlet.paced()) {
            return;
        }
        int length =
                stream.writeForwarded(
                        packet,
                        Integer.toUnsignedLong(ssrc),
                        agreed.payloadType(),
                        ticks(codec, packet),
                        outlet.plain(),
                        shard.nowNs());
        if (length != PassedOrder.REFUSED && outlet.send(length)) {
            packets++;
            shard.counters().increment(Counter.BRIDGE_PASSED);
        }
    }

    private void passFromNowOn() {
        transcoding = false;
        played.close();
        if (!player.busy()) {
            outlet.setPaced(false);
        }
    }

    private static int ticks(Codec codec, MediaPacket packet) {
        int offset = packet.payloadOffset();
        int length = packet.payloadLength();
        return Math.max(0, PacketDuration.ticks(codec, packet.buffer(), offset, length));
    }

    /** The section's payload type of a codec; comfort noise has the clock of G.711 and G.722. */
    private static @Nullable PayloadFormat formatOf(AudioSection section, Codec codec) {
        List<PayloadFormat> formats = section.formats();
        for (int i = 0; i < formats.size(); i++) {
            PayloadFormat format = formats.get(i);
            boolean noise = codec == Codec.COMFORT_NOISE;
            if (format.codec() == codec && (!noise || format.clockRateHz() == NOISE_CLOCK_HZ)) {
                return format;
            }
        }
        return null;
    }
}
