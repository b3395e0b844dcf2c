package io.ringway.media.leg;

import io.ringway.media.AudioSection;
import io.ringway.media.PayloadFormat;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.codec.AudioCodecs;
import io.ringway.media.codec.AudioSource;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.OpusVoice;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import io.ringway.media.jitter.PacketSlab;
import io.ringway.media.playback.PlaybackItem;
import io.ringway.media.playback.PlaybackListener;
import io.ringway.media.playback.PlaybackQueue;
import io.ringway.media.playback.PlaybackRoom;
import io.ringway.media.playback.PlaybackStatus;
import io.ringway.media.playout.PlayoutScratch;
import io.ringway.media.playout.PlayoutSettings;
import io.ringway.media.rtp.MediaPacket;
import io.ringway.media.shard.DeadlineHeap;
import io.ringway.media.shard.Stage;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** The leg that hears the other party of a bridge, against a clock of the test's own. */
final class HearingLeg implements Stage, FramePlayer, PlaybackListener, AutoCloseable {

    static final long MS = 1_000_000;

    final SentPackets outlet;
    final PacketSlab slab = new PacketSlab(64, PacketSlab.DEFAULT_SLOT_BYTES);
    final BridgeOutput output;
    long nowNs = 1_000 * MS;
    private final CounterBlock counters = new Counters().newBlock("test");
    private final DeadlineHeap deadlines = new DeadlineHeap();
    private final PlaybackRoom room = new PlaybackRoom(30_000);
    private final PlaybackQueue queue;
    private final PacedTransmission paced;
    private final PlayoutScratch scratch = new PlayoutScratch();
    private final MediaPacket packet = new MediaPacket();

    HearingLeg(PayloadFormat... formats) {
        OpusCodecs codecs = OpusCodecs.of(OpusCodecs.Provider.AUTO);
        outlet =
                new SentPackets(
                        new AudioSection("0", List.of(formats), true, true, List.of(), 77, 0, 0));
        queue = new PlaybackQueue(codecs, room, this);
        paced = new PacedTransmission(this, outlet, queue, room, codecs, OpusVoice.DEFAULTS);
        output =
                new BridgeOutput(
                        outlet,
                        this,
                        this,
                        new PlayedStream.Parts(
                                slab,
                                scratch,
                                new AudioCodecs(codecs),
                                BridgeOutput.settings(PlayoutSettings.DEFAULTS),
                                counters));
    }

    /** A packet of the other party arrives. */
    void hear(Codec codec, int sequence, long timestamp, UnsafeBuffer payload, int length) {
        packet.payload(payload, 0, length)
                .position(sequence & 0xFFFF, timestamp & 0xFFFF_FFFFL)
                .type(96, false)
                .times(nowNs, 0)
                .restored(false);
        output.onPacket(5, codec, packet);
    }

    /** Plays silence that lasts so long. */
    void play(int milliseconds) {
        PlaybackItem item = new PlaybackItem.Pcm(new byte[2 * 16 * milliseconds], 16_000, 1);
        if (!room.tryTake(item)) {
            throw new AssertionError("no room");
        }
        queue.add(item);
        paced.wake(nowNs);
    }

    void runUntil(long endNs) {
        while (deadlines.nextDeadlineNs() - endNs <= 0) {
            nowNs = Math.max(nowNs, deadlines.nextDeadlineNs());
            deadlines.expire(nowNs);
        }
        nowNs = endNs;
    }

    @Override
    public int rateHz() {
        return paced.rateHz();
    }

    @Override
    public void setSource(@Nullable AudioSource source) {
        paced.setSource(source, nowNs);
    }

    @Override
    public boolean busy() {
        return queue.state() == PlaybackStatus.State.PLAYING || paced.pressing();
    }

    @Override
    public void onMark(String name, long unplayedTicks) {
        throw new AssertionError("there are no marks");
    }

    @Override
    public void onStatus(PlaybackStatus status) {}

    @Override
    public CounterBlock counters() {
        return counters;
    }

    @Override
    public DeadlineHeap deadlines() {
        return deadlines;
    }

    @Override
    public long nowNs() {
        return nowNs;
    }

    @Override
    public void close() {
        output.close();
        queue.close();
        paced.close();
        scratch.close();
        slab.close();
    }
}
