package io.ringway.media.leg;

import io.ringway.media.AudioSection;
import io.ringway.media.rtp.RtpHeader;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * An echo played out in real time ({@link io.ringway.media.EchoPolicy#PLAYOUT}): what is received
 * is put into a {@link PlayedStream}. Thread: the leg's shard.
 */
final class PlayedEcho implements AutoCloseable {

    private final LegPlayback player;
    private final PlayedStream played;
    private final ReceivedVoice voice;

    /**
     * @param player what sends; the echo is its source while there is one
     */
    PlayedEcho(ShardServices services, LegPlayback player) {
        this.player = player;
        this.played =
                new PlayedStream(
                        PlayedStream.Parts.of(services, services.legSettings().playout()), player);
        this.voice = new ReceivedVoice(services.shard().counters(), played::onPacket);
    }

    void setSections(List<AudioSection> sections) {
        voice.setSections(sections);
    }

    /**
     * Takes a received packet; what is no speech is left alone, and so is what comes while
     * something else is played: it would be heard later than it was said.
     */
    void onPacket(RtpHeader header, DirectBuffer plain, long arrivalNs) {
        if (player.playing()) {
            close();
        } else {
            voice.onPacket(header, plain, arrivalNs);
        }
    }

    /** Ends the echo; what waits to be played is thrown away. */
    @Override
    public void close() {
        played.close();
    }
}
