/**
 * Sessions: one remote party's negotiation and leg each, from admission to goodbye, and the session
 * manager that is told about them.
 *
 * <p>In come descriptions and candidates from {@code ws} and {@code whip} and events of legs; out
 * go commands to the media engine, reports to the session manager and answers to {@code
 * /sessions/…}. A session's id is a random UUID: whoever knows it may watch, steer and end the
 * session, so it is told to its own client only.
 *
 * <p>Threads: everything here runs on virtual threads of requests, sockets and leg listeners. A
 * session's negotiation is guarded by its own lock, which is never held over I/O. The session
 * manager is asked before a session exists and told everything later from threads of its own: no
 * call waits for it.
 */
@NullMarked
package io.ringway.signaling.session;

import org.jspecify.annotations.NullMarked;
