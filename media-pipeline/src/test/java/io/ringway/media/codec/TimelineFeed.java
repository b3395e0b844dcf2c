package io.ringway.media.codec;

import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import io.ringway.media.jitter.JitterBuffer;
import io.ringway.media.jitter.JitterSettings;
import io.ringway.media.jitter.PacketSlab;
import io.ringway.media.rtp.MediaPacket;

/** A timeline behind a jitter buffer, fed with the packets of an encoded stream. */
final class TimelineFeed implements AutoCloseable {

    static final int PAYLOAD_TYPE = 111;
    static final long MS = 1_000_000L;

    final CounterBlock counters = new Counters().newBlock("test");
    final SegmentRecorder out;
    final RtpTimeline timeline;
    private final PacketSlab slab = new PacketSlab(512, 4_096);
    private final JitterBuffer buffer;
    private final MediaPacket view = new MediaPacket();

    /** Sequence and RTP time of the next packet sent, and the time on the clock. */
    int sequence;

    long timestamp;
    long nowNs = 1_000 * MS;
    private int clockHz = 48_000;

    private TimelineFeed(SegmentRecorder out, int sequence, long timestamp, OpusDecoder decoder) {
        this.out = out;
        this.sequence = sequence;
        this.timestamp = timestamp;
        this.timeline = new SpeechTimeline(decoder, out, TimelineSettings.DEFAULTS, counters);
        timeline.acceptPayloadType(PAYLOAD_TYPE, Codec.OPUS);
        this.buffer = new JitterBuffer(slab, timeline, JitterSettings.DEFAULTS, 48_000);
    }

    private TimelineFeed(int sequence, long timestamp) {
        this.out = new SegmentRecorder(48_000);
        this.sequence = sequence;
        this.timestamp = timestamp;
        this.timeline =
                new OpusForward(out, TimelineSettings.DEFAULTS, TimelineFeed::transcoder, counters);
        timeline.acceptPayloadType(PAYLOAD_TYPE, Codec.OPUS);
        this.buffer = new JitterBuffer(slab, timeline, JitterSettings.DEFAULTS, 48_000);
    }

    private TimelineFeed(SpeechDecoders decoders, int clockHz, int sequence, long timestamp) {
        this.out = new SegmentRecorder(decoders.rateHz());
        this.sequence = sequence;
        this.timestamp = timestamp;
        this.clockHz = clockHz;
        this.timeline =
                new SpeechTimeline(decoders, out, TimelineSettings.DEFAULTS, false, counters);
        this.buffer = new JitterBuffer(slab, timeline, JitterSettings.DEFAULTS, clockHz);
    }

    /** A stream of any codec, whose payload types are still to be said. */
    static TimelineFeed of(SpeechDecoders decoders, int clockHz, int sequence, long timestamp) {
        return new TimelineFeed(decoders, clockHz, sequence, timestamp);
    }

    /** The sender's clock runs at another rate from now on. */
    void setClock(int newClockHz) {
        clockHz = newClockHz;
    }

    private static OpusTranscoder transcoder() {
        OpusCodecs opus = OpusCodecs.of(OpusCodecs.Provider.AUTO);
        AudioCodecs codecs = new AudioCodecs(opus);
        return new OpusTranscoder(
                (codec, rateHz, channels) ->
                        codecs.decoder(AudioCodecs.Kind.valueOf(codec.name()), rateHz, channels),
                opus);
    }

    /** Another source goes on in the stream's place. */
    void changeSource(int newSequence, long newTimestamp) {
        buffer.changeSource(clockHz, nowNs);
        sequence = newSequence;
        timestamp = newTimestamp;
    }

    static TimelineFeed speech(OpusDecoder decoder, int sequence, long timestamp) {
        SegmentRecorder out = new SegmentRecorder(decoder.rateHz());
        return new TimelineFeed(out, sequence, timestamp, decoder);
    }

    static TimelineFeed forward(int sequence, long timestamp) {
        return new TimelineFeed(sequence, timestamp);
    }

    /** Sends a packet and lets its duration pass. */
    void send(byte[] packet, int samples48k) {
        deliver(packet, PAYLOAD_TYPE, sequence, timestamp);
        step(samples48k);
    }

    /** Sends some of a stream's packets. */
    void sendAll(OpusStream stream, int from, int to) {
        for (int i = from; i < to; i++) {
            send(stream.packets().get(i), stream.samples48k().get(i));
        }
    }

    /** Sends a packet that never arrives. */
    void lose(int samples48k) {
        step(samples48k);
    }

    /** The sender is silent: RTP time and the clock go on, the sequence does not. */
    void pause(long ticks) {
        timestamp += ticks;
        nowNs += ticks * 1_000_000_000 / clockHz;
        tick();
    }

    void deliver(byte[] packet, int payloadType, int atSequence, long atTimestamp) {
        int slot = slab.take();
        slab.buffer().putBytes(slab.offset(slot), packet);
        view.payload(slab.buffer(), slab.offset(slot), packet.length)
                .position(atSequence & 0xFFFF, atTimestamp & 0xFFFF_FFFFL)
                .type(payloadType, false)
                .times(nowNs, 0);
        buffer.insert(slot, view);
    }

    void step(int samples48k) {
        sequence++;
        pause(samples48k);
    }

    void finish() {
        nowNs += 1_000 * MS;
        tick();
        buffer.flush(nowNs);
        if (slab.used() != 0) {
            throw new AssertionError(slab.used() + " slots not given back");
        }
    }

    long count(Counter counter) {
        return counters.get(counter);
    }

    private void tick() {
        while (buffer.nextDeadlineNs() <= nowNs) {
            buffer.onTimer(nowNs);
        }
    }

    @Override
    public void close() {
        if (timeline instanceof SpeechTimeline speech) {
            speech.close();
        } else if (timeline instanceof OpusForward forward) {
            forward.close();
        }
        slab.close();
    }
}
