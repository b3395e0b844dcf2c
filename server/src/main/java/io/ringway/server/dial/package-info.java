/**
 * A phone without a phone: places one SIP call from the command line, plays a file into it, presses
 * keys, saves what comes back and says how it went.
 *
 * <p>In comes a {@link io.ringway.server.dial.DialSettings}, out go {@link
 * io.ringway.server.dial.DialListener steps} while it lasts and a {@link
 * io.ringway.server.dial.DialReport} at its end. The project's own SIP stack, user agent and media
 * engine are used from the caller's side, each on free ports and for this call alone.
 *
 * <p>Threads: whoever runs the {@link io.ringway.server.dial.Dialer} handles everything, straight
 * down; what happens elsewhere (the leg, its media, the stack's threads) is put into its queue.
 */
@NullMarked
package io.ringway.server.dial;

import org.jspecify.annotations.NullMarked;
