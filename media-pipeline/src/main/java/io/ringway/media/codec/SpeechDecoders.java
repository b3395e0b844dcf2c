package io.ringway.media.codec;

import io.ringway.media.PayloadFormat.Codec;
import java.util.EnumMap;
import java.util.Map;

/**
 * The decoders of one stream, all to the same rate and channels: one a codec, made when its first
 * packet comes, for most streams never change. Thread: the decoding stage's.
 */
public final class SpeechDecoders implements AutoCloseable {

    private final int rateHz;
    private final int channels;
    private final Source source;
    private final Map<Codec, AudioDecoder> decoders = new EnumMap<>(Codec.class);

    /** Makes decoders. */
    @FunctionalInterface
    public interface Source {

        /** A new decoder of a codec of speech, to that rate and those channels. */
        AudioDecoder decoder(Codec codec, int rateHz, int channels);
    }

    /**
     * @param rateHz 8000, 16000, 24000 or 48000
     * @param channels 1 or 2
     */
    public SpeechDecoders(int rateHz, int channels, Source source) {
        this.rateHz = rateHz;
        this.channels = channels;
        this.source = source;
    }

    /** Of a stream that is Opus for good; the decoder is closed with this. */
    static SpeechDecoders of(OpusDecoder opus) {
        SpeechDecoders only =
                new SpeechDecoders(
                        opus.rateHz(),
                        opus.channels(),
                        (codec, rateHz, channels) -> {
                            throw new IllegalStateException("no decoder was given for " + codec);
                        });
        only.decoders.put(Codec.OPUS, opus);
        return only;
    }

    int rateHz() {
        return rateHz;
    }

    int channels() {
        return channels;
    }

    AudioDecoder of(Codec codec) {
        AudioDecoder decoder = decoders.get(codec);
        if (decoder == null) {
            decoder = source.decoder(codec, rateHz, channels);
            decoders.put(codec, decoder);
        }
        return decoder;
    }

    /** Frees all of them. */
    @Override
    public void close() {
        decoders.values().forEach(AudioDecoder::close);
        decoders.clear();
    }
}
