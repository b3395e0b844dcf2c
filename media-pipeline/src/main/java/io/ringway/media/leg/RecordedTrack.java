package io.ringway.media.leg;

import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.codec.AudioCodecs;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.OpusDecoder;
import io.ringway.media.codec.OpusPacket;
import io.ringway.media.codec.OpusTranscoder;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.memory.NativeMemory;
import io.ringway.media.recording.Recording;
import io.ringway.media.rtp.MediaPacket;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What of a stream goes into its recording: Opus packets as they came, other speech encoded as
 * Opus.
 *
 * <p>Thread: the decoding stage's.
 */
final class RecordedTrack implements AutoCloseable {

    private final Recording recording;
    private final OpusCodecs codecs;
    private final CounterBlock counters;
    private final UnsafeBuffer packet = new UnsafeBuffer(0, 0);
    private long memory;
    private @Nullable OpusTranscoder transcoder;

    /**
     * @param counters of the decoding stage
     */
    RecordedTrack(Recording recording, OpusCodecs codecs, CounterBlock counters) {
        this.recording = recording;
        this.codecs = codecs;
        this.counters = counters;
    }

    /** Takes a packet of speech. */
    void onSpeech(MediaPacket speech, Codec codec, int clockRateHz) {
        if (codec == Codec.OPUS) {
            int offset = speech.payloadOffset();
            int length = speech.payloadLength();
            int samples48k = OpusPacket.samples48k(speech.buffer(), offset, length);
            if (samples48k > 0) {
                recording.offer(speech.buffer(), offset, length, speech.rtpTimestamp(), samples48k);
            }
        } else {
            encode(speech, codec, speech.rtpTimestamp() * (OpusDecoder.CLOCK_HZ / clockRateHz));
        }
    }

    /** What follows stands in no relation to what came. */
    void onDiscontinuity() {
        if (transcoder != null) {
            transcoder.reset();
        }
    }

    /** Frees everything but the recording, which is not this one's. */
    @Override
    public void close() {
        if (transcoder != null) {
            transcoder.close();
            transcoder = null;
            packet.wrap(0, 0);
            NativeMemory.free(memory);
        }
    }

    private void encode(MediaPacket speech, Codec codec, long rtpTimestamp48k) {
        OpusTranscoder current = opened();
        int samples = current.decode(speech, codec);
        if (samples < 0) {
            counters.increment(Counter.ofCode(samples));
            return;
        }
        int done = 0;
        int piece = OpusTranscoder.pieceSamples(samples);
        while (piece > 0) {
            int bytes = current.encode(done, piece, packet, 0);
            if (bytes < 0) {
                counters.increment(Counter.ofCode(bytes));
            } else {
                recording.offer(packet, 0, bytes, rtpTimestamp48k + done, piece);
            }
            done += piece;
            piece = OpusTranscoder.pieceSamples(samples - done);
        }
    }

    private OpusTranscoder opened() {
        OpusTranscoder current = transcoder;
        if (current == null) {
            current = new OpusTranscoder(new AudioCodecs(codecs)::decoder, codecs);
            memory = NativeMemory.allocate(OpusTranscoder.MAX_PACKET_BYTES);
            packet.wrap(memory, OpusTranscoder.MAX_PACKET_BYTES);
            transcoder = current;
        }
        return current;
    }
}
