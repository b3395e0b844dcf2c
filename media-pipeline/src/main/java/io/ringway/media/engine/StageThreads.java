package io.ringway.media.engine;

import io.ringway.media.counters.CounterBlock;
import io.ringway.media.jitter.PacketSlab;
import io.ringway.media.segment.SegmentBatcher;
import io.ringway.media.shard.DutyThread;
import io.ringway.media.shard.MediaShard;
import io.ringway.media.shard.Outlet;
import io.ringway.media.stage.StageChain;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One shard's stages laid out on threads.
 *
 * <p>Thread: the engine's, when it opens and closes.
 */
sealed interface StageThreads permits FusedStages, StagedStages {

    /** Packet memory of the thread that decrypts. */
    PacketSlab decryptionSlab();

    /** Packet memory of the thread that orders; maybe the same. */
    PacketSlab orderingSlab();

    /** Counters of the thread that forwards. */
    CounterBlock forwardingCounters();

    /** Where the shard leaves work for the stage behind decryption. */
    Outlet entrance();

    /** How the stages behind the shard follow one another. */
    StageChain chain(MediaShard shard);

    /**
     * The threads, in the order of a packet's walk; once.
     *
     * @param forwarding null when nothing is forwarded
     */
    List<DutyThread> threads(MediaShard shard, @Nullable SegmentBatcher forwarding);

    /** Frees all packet memory; the threads have ended. */
    void close();
}
