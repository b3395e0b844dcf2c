package io.ringway.media.conference;

import io.ringway.media.PayloadFormat;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.SendingLimits;
import io.ringway.media.codec.AudioCodecs;
import io.ringway.media.codec.OpusVoice;
import io.ringway.media.mixing.MixFrame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all hear who do not speak, encoded once for each format they agreed on while anybody listens
 * to it.
 *
 * <p>Thread: the room's shard. Allocates only when a format is new.
 */
final class SharedMix {

    private final AudioCodecs codecs;
    private final OpusVoice voice;
    private final int rateHz;
    private final List<Encoding> encodings = new ArrayList<>();

    /** The mix in one format. */
    static final class Encoding {

        private final Codec codec;
        private final boolean inbandFec;
        private final SendingLimits sending;
        private final MixEncoder encoder;
        private int listeners;
        private long encoded = -1;
        private int bytes;

        Encoding(PayloadFormat format, MixEncoder encoder) {
            this.codec = format.codec();
            this.inbandFec = format.inbandFec();
            this.sending = format.sending();
            this.encoder = encoder;
        }

        /**
         * Encodes a frame unless that has been done.
         *
         * @return as {@link MixEncoder#encode}
         */
        int encode(MixFrame frame) {
            if (encoded != frame.number()) {
                encoded = frame.number();
                bytes = encoder.encode(frame.pcm());
            }
            return bytes;
        }

        MixEncoder encoder() {
            return encoder;
        }

        private boolean serves(PayloadFormat format) {
            return codec == format.codec()
                    && inbandFec == format.inbandFec()
                    && sending.equals(format.sending());
        }
    }

    SharedMix(AudioCodecs codecs, OpusVoice voice, int rateHz) {
        this.codecs = codecs;
        this.voice = voice;
        this.rateHz = rateHz;
    }

    /**
     * Whether one encoder may take over from another in mid-stream. Decoders of G.722 follow the
     * steps of the encoder they know: from another one's, 60 ms come out with 14 dB more of error.
     */
    static boolean serves(Codec codec) {
        return codec != Codec.G722;
    }

    /** The mix as a listener's leg agreed on; payload types make no difference. */
    Encoding listen(PayloadFormat format) {
        Encoding wanted = find(format);
        if (wanted == null) {
            wanted = new Encoding(format, encoder(format));
            encodings.add(wanted);
        }
        wanted.listeners++;
        return wanted;
    }

    /** A listener needs it no longer. */
    void giveBack(Encoding encoding) {
        encoding.listeners--;
        if (encoding.listeners == 0) {
            encodings.remove(encoding);
            encoding.encoder().close();
        }
    }

    /** Of all mixes of the room. */
    int rateHz() {
        return rateHz;
    }

    /** An encoder of a mix that is one listener's alone; the caller closes it. */
    MixEncoder encoder(PayloadFormat format) {
        return new MixEncoder(format, codecs, voice, rateHz);
    }

    private @Nullable Encoding find(PayloadFormat format) {
        for (Encoding encoding : encodings) {
            if (encoding.serves(format)) {
                return encoding;
            }
        }
        return null;
    }
}
