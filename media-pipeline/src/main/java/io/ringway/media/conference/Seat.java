package io.ringway.media.conference;

import io.ringway.media.PayloadFormat;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.bridge.VoiceSink;
import io.ringway.media.codec.AudioSource;
import io.ringway.media.leg.FramePlayer;
import io.ringway.media.leg.PlayedStream;
import io.ringway.media.mixing.MixFrame;
import io.ringway.media.mixing.MixParticipant;
import io.ringway.media.mixing.Mixer;
import io.ringway.media.rtp.MediaPacket;
import org.jspecify.annotations.Nullable;

/**
 * A participant's place in its room: takes what its leg says, and sends the leg what it is to hear.
 *
 * <p>Thread: the room's shard. Allocates nothing while codecs stay.
 */
final class Seat implements AudioSource, FramePlayer, AutoCloseable {

    private static final int CODECS = Codec.values().length;

    private final int number;
    private final SharedMix mixes;
    private final VoiceEntrance entrance;
    private final VoiceSink exit;
    private final PlayedStream voice;
    private final MixParticipant participant;
    private final MediaPacket packet = new MediaPacket();
    private @Nullable AudioSource source;
    private @Nullable PayloadFormat format;
    private SharedMix.@Nullable Encoding shared;
    private @Nullable MixEncoder own;
    private boolean hearsOwn;
    private boolean paused = true;
    private int sequence;

    /**
     * @param number tells it from all others of the room
     * @param mixes encodes what it shares with others
     * @param entrance brings what its leg says
     * @param exit leads to its leg
     */
    Seat(
            int number,
            Mixer mixer,
            PlayedStream.Parts parts,
            SharedMix mixes,
            VoiceEntrance entrance,
            VoiceSink exit) {
        this.number = number;
        this.mixes = mixes;
        this.entrance = entrance;
        this.exit = exit;
        this.voice = new PlayedStream(parts, this);
        this.participant = mixer.add(number, this);
        entrance.lead(voice::onPacket);
    }

    MixParticipant participant() {
        return participant;
    }

    /** Says what its leg hears with; null while it hears nothing. */
    void setFormat(@Nullable PayloadFormat newFormat) {
        format = newFormat;
        paused = true;
        letEncodersGo();
    }

    /**
     * Sends what it is to hear of the last mix.
     *
     * @param heard what all listeners heard before
     * @return 0, or the negative code of a counter
     */
    int send(MixHistory heard, long nowNs) {
        PayloadFormat current = format;
        if (current == null) {
            return 0;
        }
        MixFrame frame = participant.frame();
        MixEncoder encoder;
        int bytes;
        if (frame.isShared() && SharedMix.serves(current.codec())) {
            SharedMix.Encoding encoding = sharedIn(current);
            hearsOwn = false;
            encoder = encoding.encoder();
            bytes = encoding.encode(frame);
        } else {
            encoder = ownAfter(current, heard);
            bytes = encoder.encode(frame.pcm());
        }
        if (bytes > 0) {
            hand(current.codec(), encoder, bytes, frame.number(), nowNs);
        }
        paused = bytes <= 0;
        return Math.min(0, bytes);
    }

    @Override
    public int rateHz() {
        return mixes.rateHz();
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public boolean read(short[] pcm, int samplesPerChannel, long nowNs) {
        AudioSource current = source;
        return current != null && current.read(pcm, samplesPerChannel, nowNs);
    }

    @Override
    public void setSource(@Nullable AudioSource newSource) {
        source = newSource;
    }

    @Override
    public boolean busy() {
        return false;
    }

    @Override
    public void close() {
        entrance.lead(null);
        voice.close();
        setFormat(null);
    }

    private SharedMix.Encoding sharedIn(PayloadFormat wanted) {
        SharedMix.Encoding known = shared;
        if (known == null) {
            known = mixes.listen(wanted);
            shared = known;
        }
        return known;
    }

    /** The encoder for it alone; it takes over from the one for all in the midst of the stream. */
    private MixEncoder ownAfter(PayloadFormat wanted, MixHistory heard) {
        MixEncoder current = own;
        if (current == null) {
            current = mixes.encoder(wanted);
            own = current;
        }
        if (!hearsOwn) {
            hearsOwn = true;
            current.goOnAfter(heard);
        }
        return current;
    }

    private void hand(Codec codec, MixEncoder encoder, int bytes, long frame, long nowNs) {
        packet.payload(encoder.packet(), 0, bytes)
                .position(sequence, frame * encoder.frameTicks() & 0xFFFF_FFFFL)
                .type(0, paused)
                .times(nowNs, 0);
        sequence = sequence + 1 & 0xFFFF;
        // Another codec is another source to the leg: it may have another clock.
        exit.onPacket(number * CODECS + codec.ordinal(), codec, packet);
    }

    private void letEncodersGo() {
        MixEncoder current = own;
        own = null;
        hearsOwn = false;
        if (current != null) {
            current.close();
        }
        SharedMix.Encoding listened = shared;
        shared = null;
        if (listened != null) {
            mixes.giveBack(listened);
        }
    }
}
