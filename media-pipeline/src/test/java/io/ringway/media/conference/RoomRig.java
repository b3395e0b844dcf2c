package io.ringway.media.conference;

import io.ringway.media.PayloadFormat;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.codec.AudioCodecs;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.OpusVoice;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import io.ringway.media.jitter.PacketSlab;
import io.ringway.media.leg.PlayedStream;
import io.ringway.media.playout.PlayoutScratch;
import io.ringway.media.playout.PlayoutSettings;
import io.ringway.media.rtp.MediaPacket;
import io.ringway.media.shard.DeadlineHeap;
import io.ringway.media.shard.Duty;
import io.ringway.media.shard.Stage;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** A room of people with a clock of the test's own: no sockets, no threads. */
final class RoomRig implements Stage, AutoCloseable {

    static final int RATE = 16_000;
    static final int FRAME = RATE / 50;
    static final PayloadFormat OPUS = new PayloadFormat(111, Codec.OPUS, 48_000, 2, true);
    static final PayloadFormat G722 = new PayloadFormat(9, Codec.G722, 8_000, 1, false);
    static final PayloadFormat PCMU = new PayloadFormat(0, Codec.PCMU, 8_000, 1, false);
    private static final long FRAME_NS = 20_000_000;
    private static final long SETTLE_NS = 1_000_000;

    final OpusCodecs opus = OpusCodecs.of(OpusCodecs.Provider.AUTO);
    final AudioCodecs codecs = new AudioCodecs(opus);
    private final CounterBlock counters = new Counters().newBlock("test");
    private final DeadlineHeap deadlines = new DeadlineHeap();
    private final PlayoutScratch scratch = new PlayoutScratch();
    private final Room room;
    private final List<Person> people = new ArrayList<>();
    private long nowNs = 5_000_000_000L;

    RoomRig(int maxSpeakers) {
        room =
                new Room(
                        new ConferenceSettings(RATE, 1, 100, maxSpeakers),
                        this,
                        new PlayedStream.Parts(
                                new PacketSlab(2_048, PacketSlab.DEFAULT_SLOT_BYTES),
                                scratch,
                                codecs,
                                PlayoutSettings.DEFAULTS,
                                counters),
                        OpusVoice.DEFAULTS);
    }

    /** Somebody in the room. */
    final class Person {

        final Seat seat;
        final List<byte[]> says;
        private final PayloadFormat format;
        private final VoiceEntrance entrance = new VoiceEntrance();
        private final MediaPacket packet = new MediaPacket();
        private final UnsafeBuffer[] payloads;
        private final int ticks;
        private int said;
        int packets;
        long bytes;
        int lastSequence = -1;
        int lastTimestamp;

        Person(PayloadFormat format, short[] pcm) {
            this.format = format;
            try (MixEncoder encoder = new MixEncoder(format, codecs, OpusVoice.DEFAULTS, RATE)) {
                says = new ArrayList<>();
                ticks = encoder.frameTicks();
                short[] frame = new short[FRAME];
                for (int at = 0; at + FRAME <= pcm.length; at += FRAME) {
                    System.arraycopy(pcm, at, frame, 0, FRAME);
                    byte[] payload = new byte[encoder.encode(frame)];
                    encoder.packet().getBytes(0, payload);
                    says.add(payload);
                }
            }
            payloads = new UnsafeBuffer[says.size()];
            for (int i = 0; i < payloads.length; i++) {
                payloads[i] = TestVoice.offHeap(says.get(i));
            }
            seat = room.seat(entrance, this::hear);
            seat.setFormat(format);
        }

        private void say() {
            if (payloads.length > 0) {
                int index = said % payloads.length;
                packet.payload(payloads[index], 0, payloads[index].capacity())
                        .position(said & 0xFFFF, (long) said * ticks & 0xFFFF_FFFFL)
                        .type(format.payloadType(), false)
                        .times(nowNs, 0);
                entrance.onPacket(7, format.codec(), packet);
            }
            said++;
        }

        private void hear(int ssrc, Codec codec, MediaPacket heard) {
            packets++;
            bytes += heard.payloadLength();
            lastSequence = (int) heard.sequence();
            lastTimestamp = (int) heard.rtpTimestamp();
        }
    }

    Person person(PayloadFormat format, short[] pcm) {
        Person person = new Person(format, pcm);
        people.add(person);
        return person;
    }

    void leave(Person person) {
        people.remove(person);
        room.leave(person.seat);
    }

    /** Lets 20 ms pass. */
    void frame() {
        for (int i = 0; i < people.size(); i++) {
            people.get(i).say();
        }
        nowNs += FRAME_NS - SETTLE_NS;
        deadlines.expire(nowNs);
        nowNs += SETTLE_NS;
        deadlines.expire(nowNs);
    }

    boolean idle() {
        return deadlines.nextDeadlineNs() == Duty.NO_DEADLINE;
    }

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
        room.close();
        scratch.close();
    }
}
