package io.ringway.media.leg;

import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.codec.AudioCodecs;
import io.ringway.media.codec.AudioDecoder;
import io.ringway.media.codec.AudioSource;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.jitter.PacketSlab;
import io.ringway.media.playout.PlayoutBuffer;
import io.ringway.media.playout.PlayoutScratch;
import io.ringway.media.playout.PlayoutSettings;
import io.ringway.media.rtp.MediaPacket;
import org.jspecify.annotations.Nullable;

/**
 * Someone's voice played out in real time into a leg, or a conference: packets are put into a
 * {@link PlayoutBuffer}, from which frames are taken while nothing else is played.
 *
 * <p>Thread: the player's shard. Allocates nothing while its codec and the leg's rate stay.
 */
public final class PlayedStream implements AudioSource, AutoCloseable {

    /** Begins in the middle of a sound take a quarter of a frame, 5 ms, to be heard. */
    private static final int FADE_SHARE = 4;

    private final Parts parts;
    private final FramePlayer player;
    private @Nullable PlayoutBuffer playout;
    private @Nullable PauseNoise noise;
    private @Nullable Codec codec;
    private int ssrc;
    private boolean fresh;
    private long concealedBefore;

    /** What it is made of, all of the player's shard. */
    public record Parts(
            PacketSlab slab,
            PlayoutScratch scratch,
            AudioCodecs codecs,
            PlayoutSettings settings,
            CounterBlock counters) {

        /** For somebody who answers what is heard: the first delay is short. */
        public static Parts live(ShardServices services) {
            return of(services, BridgeOutput.settings(services.legSettings().playout()));
        }

        static Parts of(ShardServices services, PlayoutSettings settings) {
            return new Parts(
                    services.slab(),
                    services.playoutScratch(),
                    new AudioCodecs(services.streams().codecs()),
                    settings,
                    services.shard().counters());
        }
    }

    /**
     * @param player what sends; this is its source while there is anything to play
     */
    public PlayedStream(Parts parts, FramePlayer player) {
        this.parts = parts;
        this.player = player;
    }

    /**
     * Takes a packet.
     *
     * @return whether it will be played, or belongs to what is
     */
    public boolean onPacket(int packetSsrc, Codec packetCodec, MediaPacket packet) {
        if (packetCodec == Codec.COMFORT_NOISE) {
            return onComfortNoise(packet);
        }
        return packetCodec.isSpeech() && insert(packetSsrc, packetCodec, packet);
    }

    /** Whether there is anything to play, maybe silence. */
    boolean open() {
        return playout != null;
    }

    /** Ends it; what waits to be played is thrown away. */
    @Override
    public void close() {
        PlayoutBuffer current = playout;
        playout = null;
        codec = null;
        noise = null;
        if (current != null) {
            concealedBefore += current.statistics().concealedSamples();
            player.setSource(null);
            current.close();
        }
    }

    @Override
    public int rateHz() {
        PlayoutBuffer current = playout;
        return current == null ? 0 : current.rateHz();
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public boolean read(short[] pcm, int samplesPerChannel, long nowNs) {
        PlayoutBuffer current = playout;
        PauseNoise pauses = noise;
        if (current == null || pauses == null) {
            return false;
        }
        long before = current.statistics().concealedSamples();
        boolean said = current.read(pcm, samplesPerChannel, nowNs);
        boolean real = said && current.statistics().concealedSamples() <= before;
        boolean sounds = pauses.fill(pcm, samplesPerChannel, said, real);
        if (sounds && fresh) {
            fresh = false;
            fadeIn(pcm, samplesPerChannel / FADE_SHARE);
        }
        return sounds;
    }

    /** The delay it adds now. */
    double delayMs() {
        PlayoutBuffer current = playout;
        return current == null ? 0 : current.statistics().delayMs();
    }

    /** Samples made up for what did not come. */
    long concealedSamples() {
        PlayoutBuffer current = playout;
        return concealedBefore + (current == null ? 0 : current.statistics().concealedSamples());
    }

    private static void fadeIn(short[] pcm, int samples) {
        for (int i = 0; i < samples; i++) {
            pcm[i] = (short) (pcm[i] * i / samples);
        }
    }

    private boolean onComfortNoise(MediaPacket packet) {
        PauseNoise pauses = noise;
        if (packet.restored()) {
            return false;
        }
        if (pauses == null) {
            pauses = openSilent();
        }
        pauses.onDescription(packet);
        return true;
    }

    private boolean insert(int packetSsrc, Codec packetCodec, MediaPacket packet) {
        int outcome =
                playoutOf(packetCodec, packetSsrc)
                        .insert(
                                packet.buffer(),
                                packet.payloadOffset(),
                                packet.payloadLength(),
                                (int) packet.sequence() & 0xFFFF,
                                packet.rtpTimestamp() & 0xFFFF_FFFFL,
                                packet.payloadType(),
                                packet.marker(),
                                packet.arrivalNs());
        // Copies mostly come after what they are copies of.
        if (outcome < 0 && !packet.restored()) {
            parts.counters().increment(Counter.ofCode(outcome));
        }
        PauseNoise pauses = noise;
        if (outcome == 0 && pauses != null) {
            pauses.onSpeech();
        }
        return outcome == 0;
    }

    /** The buffer, made ready for that stream and codec at the rate the leg sends with. */
    private PlayoutBuffer playoutOf(Codec wanted, int packetSsrc) {
        PlayoutBuffer current = playout;
        int rateHz = player.rateHz();
        if (current != null && current.rateHz() != rateHz) {
            close();
            current = null;
        }
        if (current == null) {
            current = open(decoder(wanted, rateHz));
        } else if (wanted != codec) {
            current.setDecoder(decoder(wanted, rateHz));
        } else if (packetSsrc != ssrc) {
            current.restart();
        }
        codec = wanted;
        ssrc = packetSsrc;
        return current;
    }

    /** Nothing has been said yet, nor with what codec it will be. */
    private PauseNoise openSilent() {
        codec = Codec.PCMU;
        int rateHz = player.rateHz();
        open(decoder(Codec.PCMU, rateHz));
        PauseNoise opened = new PauseNoise(rateHz);
        noise = opened;
        return opened;
    }

    private PlayoutBuffer open(AudioDecoder decoder) {
        PlayoutBuffer opened =
                new PlayoutBuffer(decoder, parts.slab(), parts.settings(), parts.scratch());
        playout = opened;
        fresh = true;
        noise = new PauseNoise(decoder.rateHz());
        player.setSource(this);
        return opened;
    }

    private AudioDecoder decoder(Codec wanted, int rateHz) {
        return parts.codecs().decoder(wanted, rateHz, 1);
    }
}
