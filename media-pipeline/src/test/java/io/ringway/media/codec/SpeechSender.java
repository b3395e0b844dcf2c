package io.ringway.media.codec;

import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.counters.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A sender of any codec behind a bad network, and how many samples have to come of what it sent.
 */
final class SpeechSender implements AutoCloseable {

    private static final int COMFORT_NOISE_TYPE = 13;
    private static final double[] FRAME_MS = {20, 2.5, 60, 5, 120, 10, 40};

    final TimelineFeed feed;
    final Random random;
    private final int rateHz;
    private final List<byte[]> opusPackets = new ArrayList<>();
    private final List<Integer> opusTicks = new ArrayList<>();
    private Codec codec;
    private long spanStart;
    private long expectedSamples;
    private int sent;
    private boolean variable;

    SpeechSender(Codec codec, int rateHz, int sequence, long timestamp, long seed) {
        AudioCodecs codecs = new AudioCodecs(OpusCodecs.of(OpusCodecs.Provider.AUTO));
        SpeechDecoders decoders =
                new SpeechDecoders(rateHz, 1, (c, rate, channels) -> decoder(codecs, c, rate));
        this.codec = codec;
        this.rateHz = rateHz;
        this.random = new Random(seed);
        this.spanStart = timestamp;
        this.feed = TimelineFeed.of(decoders, clockHz(), sequence, timestamp);
        for (Codec each : List.of(Codec.OPUS, Codec.PCMU, Codec.PCMA, Codec.G722)) {
            feed.timeline.acceptPayloadType(payloadType(each), each);
        }
        feed.timeline.acceptPayloadType(COMFORT_NOISE_TYPE, Codec.COMFORT_NOISE);
        encodeOpus();
    }

    /** Frames take turns of 2.5 to 120 ms from now on. */
    void varyFrames() {
        variable = true;
    }

    void send() {
        int index = sent++;
        feed.deliver(payload(index), payloadType(codec), feed.sequence, feed.timestamp);
        feed.step(ticks(index));
    }

    void lose() {
        feed.step(ticks(sent++));
    }

    /** Sends two packets, the second first. */
    void swap() {
        int first = sent++;
        int second = sent++;
        int sequence = feed.sequence;
        long timestamp = feed.timestamp;
        int type = payloadType(codec);
        feed.deliver(payload(second), type, sequence + 1, timestamp + ticks(first));
        feed.deliver(payload(first), type, sequence, timestamp);
        feed.step(ticks(first));
        feed.step(ticks(second));
    }

    void sendTwice() {
        int index = sent++;
        for (int i = 0; i < 2; i++) {
            feed.deliver(payload(index), payloadType(codec), feed.sequence, feed.timestamp);
        }
        feed.step(ticks(index));
    }

    /** Sends a packet that arrives when its place has long been given up. */
    void sendLate() {
        int index = sent++;
        int sequence = feed.sequence;
        long timestamp = feed.timestamp;
        feed.step(ticks(index));
        for (int i = 0; i < 25; i++) {
            send();
        }
        feed.deliver(payload(index), payloadType(codec), sequence, timestamp);
    }

    /** The sender is silent and sends nothing. */
    void pause(long ms, int oddTicks) {
        feed.pause(ms * clockHz() / 1_000 + oddTicks);
    }

    /** RFC 3389: one packet says how the silence sounds. */
    void comfortNoise(int levelDbov, long ms) {
        byte[] noise = {(byte) levelDbov, 90, 127};
        feed.deliver(noise, COMFORT_NOISE_TYPE, feed.sequence++, feed.timestamp);
        pause(ms, 0);
    }

    /** The next packet's RTP time has nothing to do with the ones before. */
    void jump(long ticks) {
        closeSpan();
        feed.timestamp += ticks;
        spanStart = feed.timestamp;
    }

    /** Another SSRC goes on: its numbers have nothing to do with the ones before. */
    void changeSource() {
        closeSpan();
        feed.changeSource(random.nextInt(1 << 16), random.nextInt() & 0xFFFF_FFFFL);
        spanStart = feed.timestamp;
    }

    /** Sends in another codec from now on; time goes on (RFC 7160 §4.1). */
    void setCodec(Codec next) {
        closeSpan();
        codec = next;
        feed.setClock(clockHz());
        spanStart = feed.timestamp;
    }

    /** Ends the stream, and says how many samples all of it is. */
    long finish() {
        closeSpan();
        feed.finish();
        return expectedSamples;
    }

    boolean refusedNothing() {
        return feed.count(Counter.DROP_DECODE_FAILED) == 0;
    }

    @Override
    public void close() {
        feed.close();
    }

    private void closeSpan() {
        long from = Math.floorDiv(spanStart * rateHz, (long) clockHz());
        long to = Math.floorDiv(feed.timestamp * rateHz, (long) clockHz());
        expectedSamples += to - from;
    }

    private int clockHz() {
        return PacketDuration.clockHz(codec);
    }

    private byte[] payload(int index) {
        if (codec == Codec.OPUS) {
            return opusPackets.get(opusIndex(index));
        }
        byte[] octets = new byte[ticks(index)];
        random.nextBytes(octets);
        return octets;
    }

    private int ticks(int index) {
        if (codec == Codec.OPUS) {
            return opusTicks.get(opusIndex(index));
        }
        return (int) ((variable ? FRAME_MS[index % FRAME_MS.length] : 20) * 8);
    }

    private int opusIndex(int index) {
        return variable ? index % FRAME_MS.length : 0;
    }

    private void encodeOpus() {
        short[] voice = TestSound.voice(48_000, 1, 0.3, 8);
        OpusCodecs codecs = OpusCodecs.of(OpusCodecs.Provider.AUTO);
        OpusStream stream = OpusStream.encode(codecs, OpusStream.voice(32_000), voice, FRAME_MS);
        opusPackets.addAll(stream.packets());
        opusTicks.addAll(stream.samples48k());
    }

    private static int payloadType(Codec codec) {
        return switch (codec) {
            case PCMU -> 0;
            case PCMA -> 8;
            case G722 -> 9;
            case OPUS, COMFORT_NOISE, RED, TELEPHONE_EVENT -> 111;
        };
    }

    private static AudioDecoder decoder(AudioCodecs codecs, Codec codec, int rateHz) {
        return codecs.decoder(AudioCodecs.Kind.valueOf(codec.name()), rateHz, 1);
    }
}
