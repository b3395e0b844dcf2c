package io.ringway.media.leg;

import io.ringway.media.dtls.DtlsEngine;
import io.ringway.media.ice.CheckSender;
import io.ringway.media.ice.IceSettings;
import io.ringway.media.jitter.PacketSlab;
import io.ringway.media.net.LegDirectory;
import io.ringway.media.net.MediaSockets;
import io.ringway.media.playout.PlayoutScratch;
import io.ringway.media.recording.Recorder;
import io.ringway.media.shard.MediaShard;
import io.ringway.media.srtp.SrtpCrypto;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What the legs of one shard share: built once by the engine, used on the shard's thread unless the
 * type says otherwise.
 *
 * @param slab where packets are decrypted to
 * @param recorder null when nothing can be recorded
 * @param scratch off-heap room for one packet, free between any two calls
 * @param playoutScratch working memory of everything that is played out here
 * @param streams what the stages behind decryption need, maybe on other threads
 */
public record ShardServices(
        MediaShard shard,
        MediaSockets sockets,
        LegDirectory directory,
        DtlsEngine dtls,
        SrtpCrypto crypto,
        PacketSlab slab,
        CheckSender checks,
        @Nullable Recorder recorder,
        WallClock wallClock,
        UnsafeBuffer scratch,
        PlayoutScratch playoutScratch,
        StreamServices streams,
        LegSettings legSettings,
        IceSettings iceSettings) {}
