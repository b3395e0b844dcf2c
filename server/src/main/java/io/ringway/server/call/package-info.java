/**
 * A WebRTC caller without a browser: plays a file into a server and says how the call went.
 *
 * <p>In comes a {@link io.ringway.server.call.CallSettings} with a WAV or Ogg/Opus file and a
 * server's URL; out goes a {@link io.ringway.server.call.CallReport}. The project's own media
 * engine and offer/answer are used from the client's side, so that any server with the same
 * signaling (offer, answer and candidates over a WebSocket, or WHIP, RFC 9725) can be called.
 *
 * <p>Threads: one virtual thread a call runs it from offer to goodbye, straight down; one pacer
 * thread sends the packets of all calls, each at its time; one thread reads and encodes the file
 * ahead of them. What happens to a call elsewhere (the leg's listener, the WebSocket) is put into
 * the call's queue.
 */
@NullMarked
package io.ringway.server.call;

import org.jspecify.annotations.NullMarked;
