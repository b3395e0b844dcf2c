package io.ringway.server.config;

import io.ringway.media.engine.PipelineLayout;
import io.ringway.media.net.MediaIo;
import io.ringway.media.shard.WaitPolicy;
import java.util.List;
import java.util.OptionalInt;

/**
 * Which threads carry media, and how they wait.
 *
 * @param mediaLoops event loops; empty leaves the number to the machine's size
 * @param mediaIo who makes the system calls of media sockets
 * @param shards shard threads; empty leaves the number to the machine's size
 * @param shardCores processors to pin shards to, in order; may be empty
 * @param wakeIntervalNs least time between two wake-ups of a media thread
 * @param compilerNice niceness of the virtual machine's compilers; 0 leaves them alone
 * @param signalingNice the same of the threads that set calls up and control them
 * @param warmUp whether the server calls itself after its start, so that code is compiled with what
 *     losses need
 * @param ringSize slots of a shard's ring, a power of two
 */
public record ThreadSettings(
        OptionalInt mediaLoops,
        MediaIo mediaIo,
        OptionalInt shards,
        List<Integer> shardCores,
        long wakeIntervalNs,
        int compilerNice,
        int signalingNice,
        boolean warmUp,
        int ringSize,
        WaitPolicy waitPolicy,
        PipelineLayout layout) {

    public ThreadSettings {
        shardCores = List.copyOf(shardCores);
        if (Integer.bitCount(ringSize) != 1) {
            throw new IllegalArgumentException(
                    "ring-size must be a power of two, like 4096; got " + ringSize);
        }
    }
}
