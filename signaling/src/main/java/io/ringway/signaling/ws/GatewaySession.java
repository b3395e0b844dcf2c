package io.ringway.signaling.ws;

import io.ringway.media.CloseReason;
import io.ringway.media.LegEvent;
import io.ringway.signaling.agent.Agent;
import io.ringway.signaling.agent.AgentAction;
import io.ringway.signaling.agent.AgentLink;
import io.ringway.signaling.agent.AgentNotice;
import io.ringway.signaling.agent.Agents;
import io.ringway.signaling.http.RateLimit;
import io.ringway.signaling.http.SocketEvent;
import io.ringway.signaling.http.WebSocketConnection;
import io.ringway.signaling.session.CallPolicy;
import io.ringway.signaling.session.ErrorCode;
import io.ringway.signaling.session.PeerSession;
import io.ringway.signaling.session.SessionException;
import io.ringway.signaling.session.Sessions;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's session over its WebSocket, from open to close. Thread: the socket's virtual one.
 */
final class GatewaySession {

    private static final Logger LOG = LoggerFactory.getLogger(GatewaySession.class);
    private static final int NORMAL = 1000;
    private static final int GOING_AWAY = 1001;
    private static final int FAILED = 1011;
    private static final int TRY_AGAIN_LATER = 1013;

    private final String id;
    private final WebSocketConnection socket;
    private final Sessions sessions;
    private final GatewaySettings settings;
    private final Agents agents;
    private final AgentRequest wish;
    private final RateLimit rate;
    private volatile @Nullable Agent agent;
    private long floodErrorNs;
    private long candidatesDropped;

    /**
     * @param wish whether it waits for calls
     */
    GatewaySession(
            String id,
            WebSocketConnection socket,
            Sessions sessions,
            GatewaySettings settings,
            Agents agents,
            AgentRequest wish) {
        this.id = id;
        this.socket = socket;
        this.sessions = sessions;
        this.settings = settings;
        this.agents = agents;
        this.wish = wish;
        this.rate =
                new RateLimit(
                        settings.messagesPerSecond(), settings.messageBurst(), System.nanoTime());
    }

    /**
     * @param hello whether the session's id is told first
     * @param serverOffers whether the server offers at once
     */
    void run(boolean hello, boolean serverOffers) throws InterruptedException {
        PeerSession session;
        try {
            session = sessions.admit(id, policy(), this::post);
        } catch (SessionException e) {
            tell(e);
            socket.close(FAILED, e.code().wireName());
            return;
        }
        try {
            if (wish.waits()) {
                agent =
                        agents.join(
                                wish.name(),
                                session,
                                new AgentLink(wish.answersItself(), this::post));
            }
            if (hello) {
                socket.send(ServerMessage.session(id));
            }
            if (serverOffers) {
                offer(session, false);
            }
            serve(session);
        } catch (SessionException e) {
            // Two sockets asked for one name at once.
            tell(e);
            socket.close(TRY_AGAIN_LATER, e.code().wireName());
        } finally {
            leave();
            session.end(CloseReason.REMOTE_HANGUP);
        }
    }

    /** Who waits for calls does not want to hear itself meanwhile. */
    private CallPolicy policy() {
        CallPolicy policy = sessions.settings().gateway();
        return wish.waits() ? new CallPolicy(false, policy.record()) : policy;
    }

    private void leave() {
        Agent joined = agent;
        if (joined != null) {
            joined.close();
        }
    }

    private void serve(PeerSession session) throws InterruptedException {
        while (true) {
            switch (socket.next()) {
                case SocketEvent.Text(byte[] utf8) -> message(session, utf8);
                case SocketEvent.Binary binary ->
                        tell(
                                ErrorCode.BINARY_NOT_SUPPORTED,
                                "messages must be JSON in text frames, not binary");
                case SocketEvent.TooLong(long lengthBytes) ->
                        tell(
                                ErrorCode.MESSAGE_TOO_LARGE,
                                "the message of "
                                        + lengthBytes
                                        + " bytes is longer than allowed and was not read");
                case SocketEvent.Task(Runnable work) -> work.run();
                case SocketEvent.Closed(int code, String reason) -> {
                    LOG.info("websocket closed call={} code={}", id, code);
                    return;
                }
            }
        }
    }

    private void message(PeerSession session, byte[] utf8) throws InterruptedException {
        try {
            ClientMessage message = ClientMessageReader.read(utf8);
            if (!(message instanceof ClientMessage.Candidate)) {
                // Candidates have a limit of their own; all else waits, and reading with it.
                awaitTurn();
            }
            switch (message) {
                case ClientMessage.Offer(String sdp) ->
                        socket.send(ServerMessage.answer(session.answer(sdp)));
                case ClientMessage.Answer(String sdp) -> session.acceptAnswer(sdp);
                case ClientMessage.Candidate candidate -> candidate(session, candidate);
                case ClientMessage.NothingToAdd nothing -> LOG.trace("nothing to add call={}", id);
                case ClientMessage.Call(AgentAction action) -> act(action);
                case ClientMessage.Ready(boolean iceRestart) -> offer(session, iceRestart);
            }
        } catch (SessionException e) {
            refused(e);
        }
    }

    private void act(AgentAction action) throws SessionException {
        Agent joined = agent;
        if (joined == null) {
            throw new SessionException(
                    ErrorCode.NOT_AN_AGENT, "only a session opened by /ws?agent=NAME is called");
        }
        if (!joined.act(action)) {
            throw new SessionException(
                    ErrorCode.NO_SUCH_CALL,
                    "there is no call that " + action.name().toLowerCase(Locale.ROOT) + " fits");
        }
    }

    private void candidate(PeerSession session, ClientMessage.Candidate candidate)
            throws SessionException {
        if (session.addCandidate(candidate.candidate(), candidate.mid(), candidate.ufrag())) {
            return;
        }
        candidatesDropped++;
        long nowNs = System.nanoTime();
        long intervalNs = TimeUnit.MILLISECONDS.toNanos(settings.errorIntervalMs());
        if (candidatesDropped == 1 || nowNs - floodErrorNs >= intervalNs) {
            floodErrorNs = nowNs;
            throw new SessionException(
                    ErrorCode.TOO_MANY_CANDIDATES,
                    "a session takes "
                            + sessions.settings().maxCandidates()
                            + " candidates between one ICE restart and the next; "
                            + candidatesDropped
                            + " were dropped");
        }
    }

    private void offer(PeerSession session, boolean iceRestart) throws InterruptedException {
        try {
            socket.send(ServerMessage.offer(session.offer(iceRestart)));
        } catch (SessionException e) {
            refused(e);
        }
    }

    private void refused(SessionException e) throws InterruptedException {
        tell(e);
        if (e.code() == ErrorCode.CAPACITY) {
            socket.close(TRY_AGAIN_LATER, e.code().wireName());
        }
    }

    private void awaitTurn() throws InterruptedException {
        while (!rate.tryTake(System.nanoTime())) {
            Thread.sleep(Math.max(1, 1_000 / settings.messagesPerSecond()));
        }
    }

    /** Called by the leg's listener thread. */
    private void post(LegEvent event) {
        Agent joined = agent;
        if (joined != null) {
            joined.onEvent(event);
        }
        if (!socket.post(() -> onLegEvent(event)) && event instanceof LegEvent.Closed) {
            // Closed already, or the inbox is full: the socket may not outlive its session.
            socket.close(FAILED, ErrorCode.INTERNAL_ERROR.wireName());
        }
    }

    /** Called by the call. */
    private void post(AgentNotice notice) {
        if (!socket.post(() -> say(CallMessage.of(notice)))) {
            // Closed, or its inbox is full, and then its leg's end will close it.
            LOG.debug("not told call={} notice={}", id, notice);
        }
    }

    private void say(String message) {
        try {
            socket.send(message);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            socket.close(GOING_AWAY, "shutdown");
        }
    }

    private void onLegEvent(LegEvent event) {
        try {
            switch (event) {
                case LegEvent.LocalCandidate(var candidate) ->
                        socket.send(ServerMessage.candidate(candidate, transportMid()));
                case LegEvent.Closed(CloseReason reason, String detail) ->
                        legClosed(reason, detail);
                case LegEvent.IceConnected connected -> LOG.trace("ice connected call={}", id);
                case LegEvent.IceDisconnected lost -> LOG.trace("ice disconnected call={}", id);
                case LegEvent.DtlsConnected connected -> LOG.trace("dtls connected call={}", id);
                case LegEvent.AudioStarted started -> LOG.trace("audio started call={}", id);
                case LegEvent.SourceLearned _, LegEvent.KeyPressed _ -> {}
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            socket.close(GOING_AWAY, "shutdown");
        }
    }

    private String transportMid() {
        PeerSession session = sessions.find(id);
        return session == null ? "0" : session.transportMid();
    }

    private void legClosed(CloseReason reason, String detail) throws InterruptedException {
        switch (reason) {
            case LOCAL_HANGUP, REMOTE_HANGUP, SPEECH_SERVICE_HANGUP, MEDIA_TIMEOUT ->
                    socket.close(NORMAL, "hangup");
            case SHUTDOWN -> socket.close(GOING_AWAY, "shutdown");
            case ICE_FAILED, ICE_EXPIRED, DTLS_FAILED, FINGERPRINT_MISMATCH, INTERNAL_ERROR -> {
                ErrorCode code = ErrorCode.of(reason);
                tell(code, detail);
                socket.close(FAILED, code.wireName());
            }
        }
    }

    private void tell(SessionException e) throws InterruptedException {
        tell(e.code(), String.valueOf(e.getMessage()));
    }

    private void tell(ErrorCode code, String message) throws InterruptedException {
        socket.send(ServerMessage.error(code, message));
    }
}
