package io.ringway.bench.shard;

import io.ringway.media.LegSpec;
import io.ringway.media.SpeechFormat;
import io.ringway.media.counters.Counter;
import io.ringway.media.ice.IceAgentSpec;
import io.ringway.media.ice.IceCredentials;
import io.ringway.media.ice.IceMode;
import io.ringway.media.ice.LocalPath;
import io.ringway.media.leg.BridgePath;
import io.ringway.media.leg.IceLeg;
import io.ringway.media.leg.LegBridge;
import io.ringway.media.leg.LegEvents;
import io.ringway.media.playback.PlaybackRoom;
import io.ringway.media.srtp.SrtpCrypto;
import io.ringway.media.srtp.SrtpKeys;
import io.ringway.media.srtp.SrtpProfile;
import io.ringway.media.srtp.SrtpSettings;
import io.ringway.media.stun.RandomSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Legs of one shard over ICE in lite mode, each with a remote party that has proved itself by a
 * real check and has been told the keys no handshake was held for.
 */
final class ConnectedLegs implements AutoCloseable {

    private static final long CHECK_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(5);
    private static final int PLAYBACK_MS = 1_000;

    private final DrivenShard driven;
    private final SrtpProfile profile;
    private final SrtpCrypto crypto = SrtpCrypto.open(SrtpSettings.DEFAULTS);
    private final List<IceLeg> legs = new ArrayList<>();
    private final List<RemoteParty> parties = new ArrayList<>();

    /**
     * Opens legs and connects them.
     *
     * @param forwarded what the speech service hears; null for nothing
     * @param speech of each leg, the last one's also of all others
     */
    ConnectedLegs(
            DrivenShard driven,
            int count,
            SrtpProfile profile,
            @Nullable SpeechFormat forwarded,
            boolean echo,
            Speech... speech) {
        this.driven = driven;
        this.profile = profile;
        List<List<DirectBuffer>> packets = new ArrayList<>();
        for (Speech each : speech) {
            packets.add(each.packets());
        }
        for (int i = 0; i < count; i++) {
            int kind = i % speech.length;
            open(i, new LegSpec("bench-" + i, IceMode.LITE, forwarded, echo, false), speech[kind]);
            parties.add(new RemoteParty(i, speech[kind], packets.get(kind), crypto, keys(i)));
            connect(i);
        }
    }

    int count() {
        return legs.size();
    }

    IceLeg leg(int index) {
        return legs.get(index);
    }

    RemoteParty party(int index) {
        return parties.get(index);
    }

    /** Lets each leg of an even number hear the next one, and the other way round. */
    void bridge() {
        for (int i = 0; i + 1 < legs.size(); i += 2) {
            BridgePath forward = new BridgePath(driven.shard, driven.shard);
            BridgePath back = new BridgePath(driven.shard, driven.shard);
            legs.get(i).bridge().join(new LegBridge.End(forward, back, () -> {}));
            legs.get(i + 1).bridge().join(new LegBridge.End(back, forward, () -> {}));
        }
    }

    @Override
    public void close() {
        parties.forEach(RemoteParty::close);
        crypto.close();
    }

    private void open(int index, LegSpec spec, Speech speech) {
        IceAgentSpec ice =
                new IceAgentSpec(
                        IceMode.LITE,
                        credentials(index),
                        index,
                        1 + index,
                        driven.services.directory().transactionSecret(),
                        RandomSource.ofSeed(index).nextBytes(16),
                        List.of(new LocalPath(0, false, 0xFFFF)),
                        this);
        IceLeg leg =
                IceLeg.open(
                        spec,
                        ice,
                        driven.services,
                        new LegEvents(spec.sessionId(), event -> {}, driven.counters.shared()),
                        new SplittableRandom(index),
                        new PlaybackRoom(PLAYBACK_MS),
                        () -> {});
        leg.setAudio(List.of(speech.section(index)));
        leg.onKeys(keys(index));
        legs.add(leg);
    }

    private void connect(int index) {
        parties.get(index).check(credentials(index), driven.address);
        long connected = driven.counters.total(Counter.ICE_CONNECTED);
        long deadlineNs = System.nanoTime() + CHECK_TIMEOUT_NS;
        while (driven.counters.total(Counter.ICE_CONNECTED) == connected) {
            driven.work(System.nanoTime());
            if (System.nanoTime() - deadlineNs > 0) {
                throw new IllegalStateException("leg " + index + " was not connected");
            }
        }
    }

    private static IceCredentials credentials(int index) {
        return IceCredentials.create(RandomSource.ofSeed(1_000_000L + index));
    }

    private SrtpKeys keys(int index) {
        Random random = new Random(index);
        byte[] key = new byte[profile.keyBytes()];
        byte[] salt = new byte[profile.saltBytes()];
        random.nextBytes(key);
        random.nextBytes(salt);
        return new SrtpKeys(profile, key, salt, key, salt);
    }
}
