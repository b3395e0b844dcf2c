/**
 * Calls a server makes to itself after its start, over loopback and a network that loses packets.
 *
 * <p>The JVM compiles a method by what it has seen there: what never happened is left out, and
 * brings the method back to the interpreter when it happens. A server whose callers have good
 * networks would meet its first loss under full load, with a dozen methods of every packet's way at
 * once. Here all of that happens before callers come. What is learned belongs to methods, not to
 * objects, so the calls run on engines of their own, whose counters nobody sees.
 *
 * <p>In come the engine's settings; nothing goes out. Threads: {@code media-warm-up}, and those of
 * the engines while they last.
 */
@NullMarked
package io.ringway.server.warmup;

import org.jspecify.annotations.NullMarked;
