package io.ringway.signaling.whip;

import io.ringway.media.CloseReason;
import io.ringway.media.ice.IceCandidate;
import io.ringway.signaling.http.EntityTag;
import io.ringway.signaling.http.Problem;
import io.ringway.signaling.http.ProblemException;
import io.ringway.signaling.http.Request;
import io.ringway.signaling.http.Response;
import io.ringway.signaling.http.Route;
import io.ringway.signaling.sdp.FragmentSection;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sdp.SdpFragment;
import io.ringway.signaling.session.ErrorCode;
import io.ringway.signaling.session.PeerSession;
import io.ringway.signaling.session.SessionException;
import io.ringway.signaling.session.Sessions;
import java.util.List;
import java.util.UUID;

/** The WHIP endpoint {@code /webrtc} and its sessions {@code /webrtc/{id}}. */
public final class WhipRoutes {

    private static final String SDP = "application/sdp";

    private final Sessions sessions;
    private final List<IceServer> iceServers;

    /**
     * @param iceServers told to clients in Link headers; may be empty
     */
    public WhipRoutes(Sessions sessions, List<IceServer> iceServers) {
        this.sessions = sessions;
        this.iceServers = List.copyOf(iceServers);
    }

    public List<Route> routes() {
        return List.of(
                Route.of("POST", "/webrtc", this::create).consuming(SDP).producing(SDP),
                Route.of("PATCH", "/webrtc/{id}", this::patch).consuming(SdpFragment.MEDIA_TYPE),
                Route.of("DELETE", "/webrtc/{id}", this::delete));
    }

    /** RFC 9725 §4.2. */
    private Response create(Request request) throws InterruptedException {
        String offer = request.text();
        String id = UUID.randomUUID().toString();
        try {
            PeerSession session = sessions.admit(id, sessions.settings().posted(), event -> {});
            boolean answered = false;
            try {
                String answer = session.answerComplete(offer);
                answered = true;
                return created(session, answer);
            } finally {
                if (!answered) {
                    session.end(CloseReason.LOCAL_HANGUP);
                }
            }
        } catch (SessionException e) {
            throw new ProblemException(e.problem());
        }
    }

    private Response created(PeerSession session, String answer) {
        Response response =
                Response.text(201, SDP, answer)
                        .with("Location", "/webrtc/" + session.id())
                        .with("ETag", session.entityTag())
                        .with("X-Conversation-Id", session.id())
                        .with("Accept-Patch", SdpFragment.MEDIA_TYPE)
                        .with("Cache-Control", "no-store");
        for (IceServer server : iceServers) {
            response = response.with("Link", server.link());
        }
        return response;
    }

    /** RFC 9725 §4.3: trickled candidates, or a restart when the credentials are new. */
    private Response patch(Request request) {
        PeerSession session = find(request);
        String condition = conditionOf(request);
        SdpFragment fragment = fragment(request);
        boolean restart = session.isRestartedBy(fragment);
        checkPrecondition(condition, session.entityTag(), restart);
        try {
            return restart ? restart(session, fragment) : trickle(session, fragment);
        } catch (SessionException e) {
            throw new ProblemException(e.problem());
        }
    }

    private static String conditionOf(Request request) {
        return request.header("if-match")
                .orElseThrow(
                        () ->
                                new ProblemException(
                                        Problem.of(
                                                428,
                                                "precondition-required",
                                                "PATCH needs If-Match with the session's current ETag, or"
                                                        + " * to restart ICE")));
    }

    private static void checkPrecondition(String condition, String etag, boolean restart) {
        boolean any = condition.trim().equals("*");
        boolean current = EntityTag.matchesStrongly(condition, etag);
        if (!any && !current) {
            throw new ProblemException(
                    Problem.of(
                            412,
                            "precondition-failed",
                            "If-Match names credentials of before an ICE restart"));
        }
        if (any != restart) {
            throw new ProblemException(
                    Problem.of(
                            422,
                            "sdp-unacceptable",
                            restart
                                    ? "new ICE credentials restart ICE, which needs If-Match: *"
                                    : "If-Match: * restarts ICE, which needs new a=ice-ufrag and"
                                            + " a=ice-pwd"));
        }
    }

    private static Response restart(PeerSession session, SdpFragment fragment)
            throws SessionException {
        SdpFragment ours = session.restart(fragment);
        return Response.text(200, SdpFragment.MEDIA_TYPE, ours.toSdp())
                .with("ETag", session.entityTag());
    }

    private Response trickle(PeerSession session, SdpFragment fragment) throws SessionException {
        for (FragmentSection section : fragment.sections()) {
            String mid = section.mid() == null ? "" : section.mid();
            String ufrag = section.credentials() == null ? "" : section.credentials().ufrag();
            for (IceCandidate candidate : section.candidates()) {
                if (!session.addCandidate(candidate, mid, ufrag)) {
                    throw new SessionException(
                            ErrorCode.TOO_MANY_CANDIDATES,
                            "a session takes "
                                    + sessions.settings().maxCandidates()
                                    + " candidates between one ICE restart and the next");
                }
            }
        }
        return Response.empty(204);
    }

    /** RFC 9725 §4.2: ends the session. */
    private Response delete(Request request) {
        find(request).end(CloseReason.REMOTE_HANGUP);
        return Response.empty(200);
    }

    private SdpFragment fragment(Request request) {
        try {
            return SdpFragment.parse(request.text(), sessions.settings().sdp());
        } catch (SdpException e) {
            boolean large = e.reason() == SdpException.Reason.TOO_LARGE;
            throw new ProblemException(
                    Problem.of(
                            large ? 413 : 400,
                            large ? "sdp-too-large" : "sdp-malformed",
                            String.valueOf(e.getMessage())),
                    e);
        }
    }

    private PeerSession find(Request request) {
        PeerSession session = sessions.find(request.pathValue("id"));
        if (session == null) {
            throw new ProblemException(
                    Problem.of(
                            404, "unknown-session", "there is no such session, or it has ended"));
        }
        return session;
    }
}
