package io.ringway.media.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.ringway.media.AudioSection;
import io.ringway.media.PayloadFormat;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.TimelineSettings;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import io.ringway.media.jitter.JitterSettings;
import io.ringway.media.jitter.PacketSlab;
import io.ringway.media.rtp.MediaPacket;
import io.ringway.media.rtp.RtpHeader;
import io.ringway.media.rtp.RtpWriter;
import io.ringway.media.segment.SegmentCredit;
import io.ringway.media.shard.DeadlineHeap;
import io.ringway.media.shard.Stage;
import io.ringway.media.stage.StageChain;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StreamSourcesTest {

    private static final long MS = 1_000_000;

    private long nowNs = Long.MAX_VALUE - 500 * MS;
    private final PacketSlab slab = new PacketSlab(64, 256);
    private final UnsafeBuffer wire = new UnsafeBuffer(new byte[64]);
    private final RtpHeader header = new RtpHeader();
    private final PayloadTypes types = new PayloadTypes();
    private final StreamServices services =
            new StreamServices(
                    StageChain.fused(new OneStage()),
                    slab,
                    OpusCodecs.of(OpusCodecs.Provider.CONCENTUS),
                    null,
                    new WallClock(InstantSource.system()),
                    JitterSettings.DEFAULTS,
                    TimelineSettings.DEFAULTS);
    private final StreamSources sources = new StreamSources(3, this::open);
    private int sequence;

    /** A stage whose clock the test moves. */
    private final class OneStage implements Stage {

        private final CounterBlock counters = new Counters().newBlock("test");
        private final DeadlineHeap deadlines = new DeadlineHeap();

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
    }

    @BeforeEach
    void setSections() {
        List<AudioSection> sections = List.of(section("a", 111), section("b", 0));
        sources.sections().set(sections);
        types.set(sections);
    }

    @AfterEach
    void close() {
        sources.streams().forEach(InboundStream::close);
        assertEquals(0, slab.used());
        slab.close();
    }

    @Test
    void shouldHearANewSourceInTheStreamOfItsSection() {
        InboundStream first = heard(1, 111);
        for (int ssrc = 2; ssrc <= 40; ssrc++) {
            pass(20);
            assertSame(first, packet(ssrc, 111), "source " + ssrc);
            assertSame(first, sources.find(ssrc));
            assertNull(sources.find(ssrc - 1));
        }
        assertEquals(40, first.ssrc());
        assertEquals(40, first.statistics().ssrc());
        assertEquals(1, sources.streams().size());
    }

    @Test
    void shouldKeepSectionsApart() {
        InboundStream a = heard(1, 111);
        InboundStream b = heard(2, 0);
        assertSame(a, packet(3, 111));
        assertSame(b, packet(4, 0));
        assertEquals("b", b.section().mid());
        assertNull(packet(5, 99));
        assertEquals(Counter.DROP_SSRC_LIMIT, sources.refusal());
    }

    @Test
    void shouldDropWhatWasStillOnItsWay() {
        packet(1, 111);
        packet(2, 111);
        for (int i = 0; i < 5; i++) {
            pass(15);
            assertNull(packet(1, 111));
            assertEquals(Counter.DROP_SSRC_SUPERSEDED, sources.refusal());
        }
        pass(100);
        assertNull(packet(1, 111));
        assertNull(packet(1, 111));
        assertEquals(1, sources.streams().size());
    }

    @Test
    void shouldGiveAParallelSourceAStreamOfItsOwn() {
        InboundStream stream = heard(1, 111);
        InboundStream parallel = null;
        for (int i = 0; i < 20 && parallel == null; i++) {
            pass(20);
            assertSame(stream, packet(2, 111));
            parallel = packet(1, 111);
        }
        assertSame(sources.streams().get(1), parallel);
        assertSame(parallel, packet(1, 111));
        assertSame(stream, packet(2, 111));
    }

    @Test
    void shouldReturnToASourceThatReplacesItsSuccessor() {
        InboundStream stream = heard(1, 111);
        pass(20);
        packet(2, 111);
        pass(200);
        assertNull(packet(1, 111));
        pass(20);
        assertNull(packet(1, 111));
        pass(20);
        assertSame(stream, packet(1, 111));
        assertEquals(1, sources.streams().size());
        assertNull(packet(2, 111));
    }

    @Test
    void shouldGiveThePlaceOfTheStreamSilentForLongestWhenThereIsNoRoom() {
        InboundStream stream = heard(1, 111);
        packet(9, 0);
        InboundStream second = parallelTo(2, 1);
        assertEquals(3, sources.streams().size());
        parallelTo(3, 2);
        assertEquals(Counter.DROP_SSRC_LIMIT, sources.refusal());
        pass(900);
        packet(stream.ssrc(), 111);
        packet(second.ssrc(), 111);
        InboundStream silent = sources.streams().get(1);
        assertEquals(9, silent.ssrc());
        assertSame(silent, packet(formerOf(stream, second), 111));
        assertEquals("a", silent.section().mid());
        assertEquals(3, sources.streams().size());
    }

    /** Of the sources 1 to 3 the one that is in neither stream. */
    private static int formerOf(InboundStream one, InboundStream other) {
        return 6 - one.ssrc() - other.ssrc();
    }

    /** A source takes another's stream, which goes on all the same; where that one ends up. */
    private InboundStream parallelTo(int newcomer, int former) {
        InboundStream place = heard(newcomer, 111);
        pass(100);
        InboundStream found = null;
        for (int i = 0; i < 3; i++) {
            packet(newcomer, 111);
            found = packet(former, 111);
        }
        return found == null ? place : found;
    }

    private void pass(long ms) {
        nowNs += ms * MS;
    }

    private InboundStream heard(int ssrc, int payloadType) {
        return Objects.requireNonNull(packet(ssrc, payloadType));
    }

    /** Sends one packet of a source; the stream that took it. */
    private @Nullable InboundStream packet(int ssrc, int payloadType) {
        int length = RtpWriter.writeHeader(wire, 0, false, payloadType, ++sequence, 0, ssrc);
        assertEquals(0, header.wrap(wire, 0, length + 4));
        InboundStream stream = sources.streamOf(header, wire, nowNs);
        if (stream != null) {
            int slot = slab.take();
            stream.statistics().onPacket(header.sequence(), header.timestamp(), nowNs);
            MediaPacket packet = new MediaPacket().wrap(header, slab.buffer(), 0, nowNs);
            stream.onPacket(slot, packet.payload(slab.buffer(), slab.offset(slot), 4));
        }
        return stream;
    }

    private InboundStream open(int ssrc, int clockRateHz, AudioSection section, int index) {
        assertEquals(sources.streams().size(), index);
        return new InboundStream(
                ssrc,
                clockRateHz,
                section,
                types,
                types,
                new SegmentSink.Source("s", index, new SegmentCredit()),
                event -> {},
                (key, durationMs, origin) -> {},
                services);
    }

    private static AudioSection section(String mid, int payloadType) {
        PayloadFormat.Codec codec =
                payloadType == 0 ? PayloadFormat.Codec.PCMU : PayloadFormat.Codec.OPUS;
        int clockHz = payloadType == 0 ? 8_000 : 48_000;
        PayloadFormat format = new PayloadFormat(payloadType, codec, clockHz, 1, false);
        return new AudioSection(mid, List.of(format), true, true, List.of(), 1, 0, 0);
    }
}
