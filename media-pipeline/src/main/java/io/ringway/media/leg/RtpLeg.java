package io.ringway.media.leg;

import io.ringway.media.AudioSection;
import io.ringway.media.CloseReason;
import io.ringway.media.MediaSecurity;
import io.ringway.media.RemoteRtp;
import io.ringway.media.RtpLegSpec;
import io.ringway.media.net.RtpPort;
import io.ringway.media.playback.PlaybackRoom;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A phone: a leg over plain RTP on a port pair of its own.
 *
 * <p>Thread: as {@link MediaLeg}.
 */
public final class RtpLeg extends MediaLeg {

    private final RtpTransport transport;
    private final SilenceFill silence;
    private @Nullable MediaSecurity security;

    private RtpLeg(
            RtpLegSpec spec,
            RtpTransport transport,
            SilencePolicy silence,
            ShardServices services,
            LegEvents events,
            RandomGenerator random,
            PlaybackRoom room,
            Runnable onEnded) {
        super(LegTerms.of(spec), transport, services, events, random, room, onEnded);
        this.transport = transport;
        this.silence =
                new SilenceFill(
                        silence, services.shard(), transmission(), services.streams().codecs());
    }

    /**
     * Makes a leg and begins to read its ports; runs on the shard's thread.
     *
     * @param port the leg's to close
     * @param room bounds what is queued to be played into it
     * @param onEnded called once, on the shard's thread, when nothing of the leg is left
     */
    public static RtpLeg open(
            RtpLegSpec spec,
            RtpPort port,
            RtpLegSettings settings,
            ShardServices services,
            LegEvents events,
            RandomGenerator random,
            PlaybackRoom room,
            Runnable onEnded) {
        RtpTransport transport =
                new RtpTransport(port, settings, services.shard().counters(), events);
        RtpLeg leg =
                new RtpLeg(
                        spec,
                        transport,
                        settings.silence(),
                        services,
                        events,
                        random,
                        room,
                        onEnded);
        transport.start(leg);
        leg.speech().setInbandKeys(spec.inbandKeys());
        if (settings.silence() != SilencePolicy.NONE) {
            leg.silence.start(services.shard().nowNs());
        }
        return leg;
    }

    /** What has been negotiated; a repeat of what is known changes nothing. */
    public void setRemoteRtp(RemoteRtp remote) {
        if (closed()) {
            return;
        }
        secure(remote.security());
        transport.setRemote(remote, services().shard().nowNs());
        playback().wake();
        reschedule();
    }

    /** The call is answered; see {@link io.ringway.media.RtpLegControl#expectMedia}. */
    public void expectMedia() {
        if (!closed()) {
            transport.expectMedia(services().shard().nowNs());
            reschedule();
        }
    }

    @Override
    public void setAudio(List<AudioSection> sections) {
        super.setAudio(sections);
        transport.setSections(sections, services().shard().nowNs());
        reschedule();
    }

    @Override
    public void close(CloseReason reason, String detail) {
        silence.stop();
        super.close(reason, detail);
    }

    private void secure(MediaSecurity wanted) {
        boolean handshakeBefore = security instanceof MediaSecurity.Dtls;
        security = wanted;
        switch (wanted) {
            case MediaSecurity.None none -> {
                agreement().forget();
                protection().setPlain();
            }
            case MediaSecurity.Sdes sdes -> {
                agreement().forget();
                protection().setTold(sdes.keys());
            }
            case MediaSecurity.Dtls dtls -> {
                if (!handshakeBefore) {
                    protection().awaitKeys();
                }
                agreement().setRemote(dtls.localRole(), dtls.fingerprints());
            }
        }
    }
}
