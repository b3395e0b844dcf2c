package io.ringway.media.engine;

import io.ringway.media.LegListener;
import io.ringway.media.LocalRtp;
import io.ringway.media.MediaSecurity;
import io.ringway.media.RemoteRtp;
import io.ringway.media.RtpLegControl;
import io.ringway.media.leg.RtpLeg;
import io.ringway.media.playback.PlaybackRoom;
import io.ringway.media.shard.MediaShard;
import org.jspecify.annotations.Nullable;

/**
 * The proxy of a phone's leg.
 *
 * <p>Thread: as {@link LegHandle}.
 */
final class RtpLegHandle extends LegHandle implements RtpLegControl {

    private final LocalRtp local;
    private @Nullable RtpLeg leg;

    RtpLegHandle(
            String sessionId,
            MediaShard shard,
            LegListener listener,
            LocalRtp local,
            PlaybackRoom room,
            Runnable onClosed) {
        super(sessionId, shard, listener, room, onClosed);
        this.local = local;
    }

    /** Gives the handle its leg; on the shard's thread, before any other command. */
    void attach(RtpLeg newLeg) {
        leg = newLeg;
        attachLeg(newLeg);
    }

    @Override
    public LocalRtp localRtp() {
        return local;
    }

    @Override
    public void expectMedia() {
        onLeg(
                same -> {
                    RtpLeg target = leg;
                    if (target != null) {
                        target.expectMedia();
                    }
                });
    }

    /** With a handshake packets can go out once it is over, which an event tells. */
    @Override
    public void setRemoteRtp(RemoteRtp remote) {
        onLeg(
                same -> {
                    RtpLeg target = leg;
                    if (target != null) {
                        target.setRemoteRtp(remote);
                    }
                });
        if (!(remote.security() instanceof MediaSecurity.Dtls)) {
            setSendable(true);
        }
    }
}
