/**
 * What listeners hear through bad networks: the same packets through Ringway's receivers, other
 * people's, and fixed buffers, measured alike.
 *
 * <p>In: seeded {@link io.ringway.bench.sound.Trace}s of real Opus packets. Out: a table. Nothing
 * here runs inside a server.
 */
@NullMarked
package io.ringway.bench.sound;

import org.jspecify.annotations.NullMarked;
