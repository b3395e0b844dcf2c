package io.ringway.media.engine;

import io.ringway.media.IceLegControl;
import io.ringway.media.LegListener;
import io.ringway.media.LocalTransport;
import io.ringway.media.RemoteTransport;
import io.ringway.media.ice.IceCandidate;
import io.ringway.media.ice.IceCredentials;
import io.ringway.media.leg.IceLeg;
import io.ringway.media.playback.PlaybackRoom;
import io.ringway.media.shard.MediaShard;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The proxy of a browser's leg.
 *
 * <p>Thread: as {@link LegHandle}.
 */
final class IceLegHandle extends LegHandle implements IceLegControl {

    private final Function<IceCredentials, LocalTransport> description;
    private final Supplier<IceCredentials> newCredentials;
    private volatile IceCredentials local;
    private @Nullable IceLeg leg;

    IceLegHandle(
            String sessionId,
            MediaShard shard,
            LegListener listener,
            Function<IceCredentials, LocalTransport> description,
            Supplier<IceCredentials> newCredentials,
            PlaybackRoom room,
            Runnable onClosed) {
        super(sessionId, shard, listener, room, onClosed);
        this.description = description;
        this.newCredentials = newCredentials;
        this.local = newCredentials.get();
    }

    /** Gives the handle its leg; on the shard's thread, before any other command. */
    void attach(IceLeg newLeg) {
        leg = newLeg;
        attachLeg(newLeg);
    }

    IceCredentials localCredentials() {
        return local;
    }

    @Override
    public LocalTransport localTransport() {
        return description.apply(local);
    }

    @Override
    public void setRemoteTransport(RemoteTransport remote) {
        // Malformed credentials are the caller's error, so they are refused here.
        IceCredentials.of(remote.iceUfrag(), remote.icePwd());
        onIceLeg(target -> target.setRemoteTransport(remote));
    }

    @Override
    public void addRemoteCandidate(IceCandidate candidate) {
        onIceLeg(target -> target.addRemoteCandidate(candidate));
    }

    @Override
    public LocalTransport restartIce() {
        IceCredentials fresh = newCredentials.get();
        local = fresh;
        onIceLeg(target -> target.restartIce(fresh));
        return description.apply(fresh);
    }

    private void onIceLeg(Consumer<IceLeg> command) {
        onLeg(
                same -> {
                    IceLeg target = leg;
                    if (target != null) {
                        command.accept(target);
                    }
                });
    }
}
