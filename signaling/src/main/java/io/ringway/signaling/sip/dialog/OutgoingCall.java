package io.ringway.signaling.sip.dialog;

import io.ringway.media.CloseReason;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.DialRequest;
import io.ringway.signaling.call.LegSignal;
import io.ringway.signaling.sip.media.MediaAddress;
import io.ringway.signaling.sip.media.SipMedia;
import io.ringway.signaling.sip.media.SipMediaFactory.Profile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Somebody we call: one INVITE to each place, all at once or one after the other; the first that
 * answers is the leg, the others are cancelled.
 *
 * <p>Thread: its leg's.
 */
final class OutgoingCall implements LegSide {

    private static final Logger LOG = LoggerFactory.getLogger(OutgoingCall.class);

    private final LegCore core;
    private final DialRequest request;
    private final Targets targets;
    private final List<OutgoingInvite> calling = new ArrayList<>();
    private final Queue<OutgoingTarget> next = new ArrayDeque<>();
    private final Map<Profile, OfferedMedia> offered = new EnumMap<>(Profile.class);
    private @Nullable Failure worst;
    private @Nullable InDialog session;
    private boolean ringing;
    private boolean progressed;
    private int redirectsLeft;

    /** How one attempt failed. */
    record Failure(int status, String detail) {

        /**
         * @param response null when none came
         */
        static Failure of(int status, @Nullable Response response) {
            String none = status == 408 ? "no answer to INVITE" : "could not be sent";
            String said = response == null ? none : RefusalText.of(response);
            return new Failure(status, said);
        }

        /** Which of several failures to tell: a final no first, then what says most. */
        int weight() {
            return switch (status / 100) {
                case 6 -> 4;
                case 4 -> status == 408 || status == 487 ? 1 : 3;
                case 5 -> 2;
                default -> 0;
            };
        }
    }

    OutgoingCall(LegCore core, DialRequest request, Targets targets) {
        this.core = core;
        this.request = request;
        this.targets = targets;
        this.redirectsLeft = core.settings().redirects();
        core.onMediaLoss(this::hangUp);
    }

    void start() {
        Targets.Plan plan = targets.resolve(request.target());
        if (plan.targets().isEmpty()) {
            fail(new Cause(Cause.Kind.UNAVAILABLE, "nobody is reachable at " + request.target()));
        } else if (plan.parallel()) {
            plan.targets().forEach(this::invite);
            failIfNobodyLeft();
        } else {
            next.addAll(plan.targets());
            tryNext();
        }
    }

    private void tryNext() {
        OutgoingTarget target = next.poll();
        if (target == null) {
            failIfNobodyLeft();
        } else {
            invite(target);
        }
    }

    private void invite(OutgoingTarget target) {
        OutgoingInvite branch = new OutgoingInvite(core, this, target, request);
        calling.add(branch);
        branch.start();
    }

    /** The media offered to those who are offered it that way; opened by the first of them. */
    OfferedMedia media(Profile profile, MediaAddress address) {
        OfferedMedia known = offered.get(profile);
        if (known == null) {
            String id = offered.isEmpty() ? core.id() : core.id() + '-' + profile.ordinal();
            known = new OfferedMedia(core, id, profile, address);
            offered.put(profile, known);
        }
        return known;
    }

    /** One of them is alerted. */
    void onRinging() {
        if (!ringing && session == null) {
            ringing = true;
            core.tell(new LegSignal.Ringing());
        }
    }

    /** One of them sends media already. */
    void onEarlyMedia(SipMedia media) {
        if (!progressed && session == null) {
            progressed = true;
            core.setMedia(media);
            core.tell(new LegSignal.Progressed());
        }
    }

    /** Whether somebody has answered, or nobody is to answer any more. */
    boolean decided() {
        return session != null || core.ended();
    }

    /** One of them answered first. */
    void onAnswered(OutgoingInvite winner, InDialog dialog, SipMedia media) {
        session = dialog;
        core.setMedia(media);
        for (OfferedMedia each : offered.values()) {
            if (each.media() != media) {
                each.drop(CloseReason.LOCAL_HANGUP);
            }
        }
        for (OutgoingInvite branch : calling) {
            if (branch != winner) {
                branch.cancel(Cause.of(Cause.Kind.ANSWERED_ELSEWHERE));
            }
        }
        LOG.info("call answered: leg={}", core.id());
        core.answered();
        core.reportHold();
    }

    /** One of them will not answer. */
    void onFailed(OutgoingInvite branch, Failure failure) {
        calling.remove(branch);
        if (decided()) {
            return;
        }
        LOG.info(
                "call failed: leg={} to={} sip-call-id={} status={} reason={}",
                core.id(),
                branch.target().uri(),
                branch.callId(),
                failure.status(),
                failure.detail());
        Failure before = worst;
        if (before == null || failure.weight() > before.weight()) {
            worst = failure;
        }
        boolean elsewhere = failure.status() == 503 || failure.status() == 408;
        if (elsewhere && !next.isEmpty()) {
            tryNext();
        } else {
            failIfNobodyLeft();
        }
    }

    /** Somebody is to be found elsewhere (3xx); false when that is not to be followed. */
    boolean redirect(OutgoingInvite branch, String uri) {
        if (redirectsLeft == 0 || decided()) {
            return false;
        }
        redirectsLeft--;
        calling.remove(branch);
        OutgoingTarget old = branch.target();
        LOG.info("call redirected: leg={} to={}", core.id(), uri);
        invite(OutgoingTarget.of(uri, old.profile()));
        return true;
    }

    private void failIfNobodyLeft() {
        if (!decided() && calling.isEmpty()) {
            Failure failure = worst == null ? new Failure(480, "nobody reachable") : worst;
            fail(new Cause(CauseCodes.kind(failure.status()), failure.detail()));
        }
    }

    private void fail(Cause cause) {
        core.end(cause, CloseReason.REMOTE_HANGUP);
        closeMedia(CloseReason.REMOTE_HANGUP);
    }

    private void closeMedia(CloseReason reason) {
        offered.values().forEach(each -> each.drop(reason));
    }

    @Override
    public void hangUp(Cause cause) {
        if (session != null) {
            session.bye(cause);
        } else if (!core.ended()) {
            core.end(cause, CloseReason.LOCAL_HANGUP);
            calling.forEach(branch -> branch.cancel(cause));
            closeMedia(CloseReason.LOCAL_HANGUP);
        }
    }

    @Override
    public @Nullable InDialog session() {
        return session;
    }

    @Override
    public void refuse(Cause cause) {
        hangUp(cause);
    }

    @Override
    public void open() {}

    @Override
    public void ring() {}

    @Override
    public void progress() {}

    @Override
    public void answer() {}
}
