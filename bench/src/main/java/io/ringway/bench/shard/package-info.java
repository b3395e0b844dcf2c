/**
 * Benchmarks of a whole shard: legs as the engine makes them, from the encrypted datagram in the
 * ring to the batch for the speech service, or back out, on the benchmark's one thread. Left out
 * are handshakes (keys are told), reading sockets and gRPC.
 */
@NullMarked
package io.ringway.bench.shard;

import org.jspecify.annotations.NullMarked;
