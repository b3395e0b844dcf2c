/**
 * What a server goes through so that the JVM can learn from it: calls by WebRTC and SIP, made by
 * other processes of this program.
 *
 * <p>In come the ports of a server in this process, out goes what failed. Callers are processes of
 * their own because the JVM keeps profiles of methods (JEP 515; ZGC does not use them): those of a
 * caller's side of the same code would be kept with the server's.
 *
 * <p>Threads: whoever runs {@link io.ringway.server.training.TrainingCalls} waits for all of them.
 */
@NullMarked
package io.ringway.server.training;

import org.jspecify.annotations.NullMarked;
