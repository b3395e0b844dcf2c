package io.ringway.signaling.route;

import io.ringway.signaling.call.CallParties;
import io.ringway.signaling.call.Cause;
import io.ringway.signaling.call.Destination;
import io.ringway.signaling.call.DialTarget;
import java.util.List;
import java.util.Locale;

/** What a rule does with calls that fit. */
sealed interface RouteAction {

    /** Where that call goes. */
    Destination destination(CallParties parties);

    /** Whether the calls are to be recorded. */
    boolean records();

    /** The same for every call. */
    record Fixed(Destination always) implements RouteAction {

        @Override
        public Destination destination(CallParties parties) {
            return always;
        }

        @Override
        public boolean records() {
            return always instanceof Destination.Dial dial && dial.record();
        }
    }

    /** The room that has the name, or number, that was dialled. */
    record DialledConference() implements RouteAction {

        @Override
        public Destination destination(CallParties parties) {
            return new Destination.Conference(parties.called());
        }

        @Override
        public boolean records() {
            return false;
        }
    }

    /** Parties are called. */
    record Dial(List<Target> targets, boolean parallel, int ringMs, boolean record)
            implements RouteAction {

        @Override
        public Destination destination(CallParties parties) {
            List<DialTarget> all =
                    targets.stream().map(target -> target.of(parties.called())).toList();
            return new Destination.Dial(all, parallel, ringMs, record);
        }

        @Override
        public boolean records() {
            return record;
        }
    }

    /** Somebody to be called, perhaps in dependence on what was dialled. */
    sealed interface Target {

        DialTarget of(String called);

        /** Always the same. */
        record Fixed(DialTarget target) implements Target {
            @Override
            public DialTarget of(String called) {
                return target;
            }
        }

        /** The phone registered under the name that was dialled. */
        record DialledUser() implements Target {
            @Override
            public DialTarget of(String called) {
                return new DialTarget.User(called);
            }
        }

        /**
         * The number that was dialled, behind a trunk.
         *
         * @param strip leading characters taken off, then
         * @param prefix put in front
         */
        record BehindTrunk(String trunk, int strip, String prefix) implements Target {
            @Override
            public DialTarget of(String called) {
                String rest = called.substring(Math.min(strip, called.length()));
                return new DialTarget.Trunk(trunk, prefix + rest);
            }
        }
    }

    /** The cause a word such as {@code not-found} names. */
    static Cause cause(String word) {
        for (Cause.Kind kind : Cause.Kind.values()) {
            if (word(kind).equals(word)) {
                return Cause.of(kind);
            }
        }
        throw new RuleException(
                "'%s' is no cause; write busy, declined, forbidden, no-answer, not-found or unavailable"
                        .formatted(word));
    }

    static String word(Cause.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
