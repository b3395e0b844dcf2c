package io.ringway.signaling.call.machine;

import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.Destination;
import io.ringway.signaling.call.DialTarget;
import io.ringway.signaling.call.TransferTarget;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The search for somebody who answers. Owner: the call's machine. */
final class Hunt {

    final boolean parallel;
    final int ringMs;
    final boolean record;
    final CallParties parties;
    final TransferTarget.@Nullable Attended replaces;
    final ArrayDeque<DialTarget> left;
    final Set<Leg> trying = new LinkedHashSet<>();
    boolean alerted;

    /** The called leg whose early media is heard; null for none. */
    @Nullable Leg early;

    private Cause best = Cause.of(Cause.Kind.UNAVAILABLE);
    private boolean failedOnce;

    Hunt(Destination.Dial dial, CallParties parties, TransferTarget.@Nullable Attended replaces) {
        this.parallel = dial.parallel();
        this.ringMs = dial.ringMs();
        this.record = dial.record();
        this.left = new ArrayDeque<>(dial.targets());
        this.parties = parties;
        this.replaces = replaces;
    }

    /** One that another call has begun. */
    Hunt(GivenHunt given, boolean record) {
        this.parallel = given.parallel();
        this.ringMs = given.ringMs();
        this.record = record;
        this.left = new ArrayDeque<>(given.left());
        this.parties = given.parties();
        this.replaces = null;
    }

    /** As another call can go on with it. */
    GivenHunt given(List<GivenLeg> ringing, List<DialTarget> notYetCalled) {
        String heard = early == null ? "" : early.id;
        return new GivenHunt(
                ringing, notYetCalled, parallel, ringMs, record, parties, alerted, heard);
    }

    /** Why nobody answered, as the caller is told. */
    Cause best() {
        return best;
    }

    void failed(Cause cause) {
        if (!failedOnce || rank(cause.kind()) < rank(best.kind())) {
            best = cause;
            failedOnce = true;
        }
    }

    /** What says most about the called party comes first, as in RFC 3261 §16.7 step 6. */
    private static int rank(Cause.Kind kind) {
        return switch (kind) {
            case BUSY -> 0;
            case DECLINED -> 1;
            case NO_ANSWER -> 2;
            case UNAVAILABLE -> 3;
            case NOT_FOUND -> 4;
            case FORBIDDEN -> 5;
            case NOT_ACCEPTABLE -> 6;
            case TIMEOUT -> 7;
            case TOO_MANY_HOPS, OVERLOAD, SESSION_REFUSED -> 8;
            case HANGUP, CANCELLED, ANSWERED_ELSEWHERE, TRANSFERRED -> 9;
            case MEDIA_LOST, PROTOCOL_ERROR, INTERNAL_ERROR -> 10;
        };
    }
}
