package io.ringway.media.leg;

import io.ringway.media.AudioSection;
import io.ringway.media.EchoPolicy;
import io.ringway.media.rtp.RtpHeader;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * How a leg's audio is sent back to it: packet by packet, or played out.
 *
 * <p>Thread: the leg's shard.
 */
final class LegEcho implements AutoCloseable {

    private final AudioTransmission transmission;
    private final PlayedEcho played;
    private final EchoPolicy policy;
    private boolean playing;

    LegEcho(ShardServices services, AudioTransmission transmission, LegPlayback playback) {
        this.transmission = transmission;
        this.played = new PlayedEcho(services, playback);
        this.policy = services.legSettings().echoPolicy();
    }

    void set(boolean on) {
        playing = on && policy == EchoPolicy.PLAYOUT;
        transmission.setEcho(on && policy == EchoPolicy.FORWARD);
        if (!playing) {
            played.close();
        }
    }

    void setSections(List<AudioSection> sections) {
        played.setSections(sections);
    }

    /** Takes a packet, before it is put in order. */
    void onReceived(RtpHeader header, UnsafeBuffer plain, long arrivalNs, long nowNs) {
        if (!playing) {
            transmission.onReceived(header, plain, nowNs);
        } else if (transmission.ready()) {
            played.onPacket(header, plain, arrivalNs);
        }
    }

    /** Throws away what waits to be echoed. */
    void hush() {
        played.close();
    }

    @Override
    public void close() {
        played.close();
    }
}
