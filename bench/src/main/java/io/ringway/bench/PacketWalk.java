package io.ringway.bench;

import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.SpeechFormat;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.SpeechTimeline;
import io.ringway.media.codec.TimelineSettings;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import io.ringway.media.jitter.JitterBuffer;
import io.ringway.media.jitter.JitterSettings;
import io.ringway.media.jitter.PacketSlab;
import io.ringway.media.rtp.MediaPacket;
import io.ringway.media.rtp.RtpHeader;
import io.ringway.media.rtp.RtpWriter;
import io.ringway.media.segment.BatchSettings;
import io.ringway.media.segment.SegmentBatcher;
import io.ringway.media.srtp.SrtpCrypto;
import io.ringway.media.srtp.SrtpKeys;
import io.ringway.media.srtp.SrtpProfile;
import io.ringway.media.srtp.SrtpReceiver;
import io.ringway.media.srtp.SrtpSender;
import io.ringway.media.srtp.SrtpSettings;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** The cores a packet walks through between the shard's ring and the forwarder, put together. */
final class PacketWalk implements AutoCloseable {

    static final int PACKETS = 1_000;

    private static final int SLOT_BYTES = 512;
    private static final int HEADER_BYTES = 12;
    private static final int FRAME_TICKS = 960;
    private static final int CLOCK_HZ = 48_000;
    private static final long FRAME_NS = 20_000_000;
    private static final int OPUS = 111;
    private static final int SSRC = 0x1234_5678;
    private static final SpeechFormat FORMAT = SpeechFormat.LINEAR16_16K;

    private final CounterBlock counters = new Counters().newBlock("shard");
    private final SrtpCrypto crypto;
    private final SrtpKeys keys;
    private final OpusCodecs codecs;
    private final PacketSlab slab = new PacketSlab(64, PacketSlab.DEFAULT_SLOT_BYTES);
    private final SegmentBatcher batcher = new SegmentBatcher(BatchSettings.DEFAULTS, counters);
    private final UnsafeBuffer sealed = offHeap(PACKETS * SLOT_BYTES);
    private final int[] lengths = new int[PACKETS];
    private final RtpHeader header = new RtpHeader();
    private final MediaPacket packet = new MediaPacket();
    private @Nullable SrtpReceiver receiver;
    private @Nullable SpeechTimeline timeline;
    private @Nullable JitterBuffer jitter;
    private long nowNs;

    PacketWalk(WalkBenchmark.Providers providers, SrtpProfile profile, EncodedVoice voice) {
        SrtpSettings defaults = SrtpSettings.DEFAULTS;
        crypto =
                SrtpCrypto.open(
                        new SrtpSettings(
                                providers.crypto,
                                defaults.replayWindowPackets(),
                                defaults.maxSsrcs(),
                                defaults.maxPacketBytes()));
        codecs = OpusCodecs.of(providers.opus);
        keys = keys(profile);
        seal(voice);
    }

    void openStream() {
        receiver = crypto.newReceiver(keys);
        timeline =
                new SpeechTimeline(
                        codecs.decoder(FORMAT.rateHz(), FORMAT.channels()),
                        new BatchSink(batcher, FORMAT),
                        TimelineSettings.DEFAULTS,
                        counters);
        timeline.acceptPayloadType(OPUS, Codec.OPUS);
        jitter = new JitterBuffer(slab, timeline, JitterSettings.DEFAULTS, CLOCK_HZ);
    }

    void closeStream() {
        Objects.requireNonNull(receiver).close();
        Objects.requireNonNull(timeline).close();
    }

    /** Carries every packet; returns how many frames were decoded so far. */
    long run() {
        SrtpReceiver opening = Objects.requireNonNull(receiver);
        JitterBuffer ordering = Objects.requireNonNull(jitter);
        for (int i = 0; i < PACKETS; i++) {
            nowNs += FRAME_NS;
            insert(opening, ordering, i);
            if (i % RingBenchmark.BATCH == 0) {
                batcher.endOfBatch(nowNs);
            }
        }
        return counters.get(Counter.FRAMES_DECODED);
    }

    @Override
    public void close() {
        batcher.close();
        crypto.close();
        slab.close();
        if (counters.get(Counter.FRAMES_DECODED) % PACKETS != 0) {
            throw new IllegalStateException("some packets were not decoded");
        }
    }

    private void insert(SrtpReceiver opening, JitterBuffer ordering, int i) {
        int slot = slab.take();
        int offset = slab.offset(slot);
        int length = opening.openRtp(sealed, i * SLOT_BYTES, lengths[i], slab.buffer(), offset);
        if (length < 0 || header.wrap(slab.buffer(), offset, length) < 0) {
            throw new IllegalStateException("packet " + i + " was refused");
        }
        ordering.insert(slot, packet.wrap(header, slab.buffer(), 0, nowNs));
    }

    private void seal(EncodedVoice voice) {
        UnsafeBuffer plain = offHeap(SLOT_BYTES);
        try (SrtpSender sender = crypto.newSender(keys)) {
            for (int i = 0; i < PACKETS; i++) {
                DirectBuffer opus = voice.packet(i);
                long rtpTimestamp = (long) i * FRAME_TICKS;
                RtpWriter.writeHeader(plain, 0, i == 0, OPUS, i, rtpTimestamp, SSRC);
                plain.putBytes(HEADER_BYTES, opus, 0, opus.capacity());
                int length = HEADER_BYTES + opus.capacity();
                lengths[i] = sender.sealRtp(plain, 0, length, sealed, i * SLOT_BYTES);
            }
        }
    }

    private static SrtpKeys keys(SrtpProfile profile) {
        Random random = new Random(1);
        byte[] key = new byte[profile.keyBytes()];
        byte[] salt = new byte[profile.saltBytes()];
        random.nextBytes(key);
        random.nextBytes(salt);
        return new SrtpKeys(profile, key, salt, key, salt);
    }

    private static UnsafeBuffer offHeap(int bytes) {
        return new UnsafeBuffer(ByteBuffer.allocateDirect(bytes));
    }
}
