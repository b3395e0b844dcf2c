package io.ringway.media.leg;

import io.ringway.media.SpeechFormat;
import io.ringway.media.codec.AudioCodecs;
import io.ringway.media.codec.OpusForward;
import io.ringway.media.codec.OpusTranscoder;
import io.ringway.media.codec.RtpTimeline;
import io.ringway.media.codec.SpeechDecoders;
import io.ringway.media.codec.SpeechTimeline;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.stage.SegmentTaker;
import org.jspecify.annotations.Nullable;

/**
 * The timeline of one stream in the format the speech service wants now; none before it wants any.
 *
 * <p>Thread: the decoding stage's.
 */
final class StreamTimeline {

    private final StreamServices services;
    private final AudioCodecs codecs;
    private final SegmentTaker segments;
    private @Nullable RtpTimeline current;
    private long concealedBefore48k;
    private long decodedBefore48k;
    private long gatedBefore48k;

    StreamTimeline(StreamServices services, SegmentTaker segments) {
        this.services = services;
        this.codecs = new AudioCodecs(services.codecs());
        this.segments = segments;
    }

    @Nullable RtpTimeline current() {
        return current;
    }

    /** Goes on in another format from the next segment on. */
    void setFormat(SpeechFormat format) {
        RtpTimeline former = current;
        segments.setFormat(format);
        RtpTimeline next = timelineOf(format);
        if (former != null) {
            next.continueFrom(former);
            close();
        }
        current = next;
    }

    /** Samples made up for lost packets, at 48 kHz. */
    long concealedSamples48k() {
        return concealedBefore48k
                + (current instanceof SpeechTimeline decoding ? decoding.concealedSamples48k() : 0);
    }

    /** Samples decoded from packets, at 48 kHz. */
    long decodedSamples48k() {
        return decodedBefore48k
                + (current instanceof SpeechTimeline decoding ? decoding.decodedSamples48k() : 0);
    }

    /** Samples of packets not decoded because nobody spoke, at 48 kHz. */
    long gatedSamples48k() {
        return gatedBefore48k
                + (current instanceof SpeechTimeline decoding ? decoding.gatedSamples48k() : 0);
    }

    void close() {
        concealedBefore48k = concealedSamples48k();
        decodedBefore48k = decodedSamples48k();
        gatedBefore48k = gatedSamples48k();
        switch (current) {
            case SpeechTimeline decoding -> decoding.close();
            case OpusForward forwarding -> forwarding.close();
            case null -> {}
        }
        current = null;
    }

    private OpusTranscoder transcoder() {
        return new OpusTranscoder(codecs::decoder, services.codecs());
    }

    private RtpTimeline timelineOf(SpeechFormat format) {
        CounterBlock counters = services.stages().decoding().counters();
        return switch (format.encoding()) {
            case OPUS ->
                    new OpusForward(
                            segments, services.timelineSettings(), this::transcoder, counters);
            case LINEAR16 ->
                    new SpeechTimeline(
                            new SpeechDecoders(format.rateHz(), format.channels(), codecs::decoder),
                            segments,
                            services.timelineSettings(),
                            format.voiceGated(),
                            counters);
        };
    }
}
