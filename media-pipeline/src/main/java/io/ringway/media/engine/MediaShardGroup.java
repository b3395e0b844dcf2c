package io.ringway.media.engine;

import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.counters.Counters;
import io.ringway.media.dtls.DtlsEngine;
import io.ringway.media.leg.ShardServices;
import io.ringway.media.net.LegDirectory;
import io.ringway.media.net.MediaSockets;
import io.ringway.media.net.RtpPorts;
import io.ringway.media.recording.Recorder;
import io.ringway.media.segment.ServiceRequestListener;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All shards of an engine. */
final class MediaShardGroup {

    private final List<RunningShard> shards = new ArrayList<>();

    /** What all shards share. */
    record Shared(
            EngineSettings settings,
            Counters counters,
            MediaSockets sockets,
            RtpPorts rtpPorts,
            LegDirectory directory,
            DtlsEngine dtls,
            OpusCodecs codecs,
            @Nullable Recorder recorder,
            ServiceRequestListener requests,
            SecureRandom random) {}

    MediaShardGroup(Shared shared) {
        for (int index = 0; index < shared.settings().shards().count(); index++) {
            shards.add(new RunningShard(index, shared));
        }
    }

    void start() {
        shards.forEach(RunningShard::start);
    }

    /** The services of the shard that a leg with that number belongs to. */
    ShardServices of(int legId) {
        return shards.get(Math.floorMod(legId, shards.size())).services();
    }

    List<ShardServices> all() {
        return shards.stream().map(RunningShard::services).toList();
    }

    /** Who computes SRTP, for the log. */
    String cryptoDescription() {
        return shards.getFirst().services().crypto().description();
    }

    void close() throws InterruptedException {
        for (RunningShard shard : shards) {
            shard.close();
        }
    }
}
