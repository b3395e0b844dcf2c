/**
 * {@code GET /ws}: signaling of one session over a WebSocket, as JSON text messages.
 *
 * <p>In come {@code offer}, {@code answer}, {@code candidate}, {@code ready} and {@code call}
 * messages; out go {@code offer}, {@code answer}, {@code candidate}, {@code call} and {@code
 * error}. Thread: one virtual thread a socket runs it from open to close; events of the leg and
 * notices of calls are posted to it, so that a session's messages leave in one order.
 *
 * <pre>
 * {"type":"offer","sdp":"v=0…"}            either way
 * {"type":"answer","sdp":"v=0…"}           either way
 * {"type":"candidate","candidate":{"candidate":"candidate:…","sdpMid":"0","sdpMLineIndex":0}}
 *                                          either way; null, or an empty string inside, ends the candidates
 * {"type":"ready"}                         to the server: make the offer; "iceRestart":true restarts ICE
 * {"type":"call","event":"ringing","legId":"…","from":"+4930123","fromName":"Ann","to":"sales"}
 *                                          to a client that waits for calls; see {@link CallMessage}
 * {"type":"call","action":"answer"}        from such a client; also reject and hangup
 * {"type":"error","code":"…","message":"…"} to the client
 * {"type":"session","sessionId":"…"}       to the client, first, when asked for by ?hello=1
 * </pre>
 *
 * <p>{@code ?offer=server} has the server offer at once. The session's id also comes as {@code
 * X-Session-Id} with the upgrade. After an error the session goes on, unless the socket closes with
 * it: 1011 when the session failed, 1013 when there is no room.
 */
@NullMarked
package io.ringway.signaling.ws;

import org.jspecify.annotations.NullMarked;
