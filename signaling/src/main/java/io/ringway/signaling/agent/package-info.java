/**
 * Browsers that wait for calls: a socket opened as {@code /ws?agent=NAME} can be called as {@link
 * io.ringway.signaling.call.DialTarget.Agent} for as long as it is open.
 *
 * <p>Comes in: sessions that join under a name, and calls for that name. Goes out: call legs that
 * lend the session's media to a call. A call's end leaves the session as it was; the session's end
 * ends the call. What becomes of a call is told as {@link io.ringway.signaling.agent.AgentNotice}s.
 * A name that is taken is not given to a second socket: nobody can take calls away from a browser
 * that is connected. After a broken connection the name is free again when the old socket is closed
 * or its media has expired.
 *
 * <p>Threads: any; nothing blocks.
 */
@NullMarked
package io.ringway.signaling.agent;

import org.jspecify.annotations.NullMarked;
