package io.ringway.bench.sound;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * libwebrtc's NetEQ, as Chromium ships it, at the other end of real calls on loopback: ICE, DTLS,
 * SRTP, Opus. Our engine sends each packet when its trace says that it arrives, and nothing else is
 * between them, so that the trace is all the network there is.
 *
 * <p>Each trace is played several times, in calls that differ only by when they begin, by parts of
 * a packet's length: NetEQ lets its delay stay anywhere in a band around what it aims at, and where
 * depends on such chances. The play with the median delay is reported.
 *
 * <p>A play in which the machine was too busy to send or to pull in time does not count and is made
 * up for by another; a trace that cannot be played undisturbed at all makes the result void.
 */
final class NetEqReceiver implements Receiver {

    /** What two cores play with time to spare. */
    private static final int CALLS_AT_ONCE = 9;

    private static final int USUAL_PLAYS = 3;
    private static final int MOST_ROUNDS = 3;

    private final int plays;

    /** Plays each trace three times. */
    NetEqReceiver() {
        this(USUAL_PLAYS);
    }

    NetEqReceiver(int plays) {
        this.plays = plays;
    }

    /** What has to be installed before this can listen, if anything. */
    static Optional<String> missing() {
        return HeadlessChromium.missing();
    }

    @Override
    public String name() {
        return "libwebrtc NetEQ";
    }

    /**
     * Plays all traces.
     *
     * @throws IllegalStateException when there is no Chromium, or it fails
     * @throws MachineBusyException when nothing true can be measured now
     */
    @Override
    public List<Heard> receive(List<Trace> traces) throws InterruptedException {
        return measure(traces).stream().map(NetEqCall::heard).toList();
    }

    /** As {@link #receive}, with all that libwebrtc says of itself. */
    List<NetEqCall> measure(List<Trace> traces) throws InterruptedException {
        Optional<String> missing = missing();
        if (missing.isPresent()) {
            throw new IllegalStateException(missing.get());
        }
        List<List<NetEqCall>> kept =
                Stream.<List<NetEqCall>>generate(ArrayList::new).limit(traces.size()).toList();
        String disturbance = "";
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<Integer> wanted = wanted(kept);
            for (int from = 0; from < wanted.size(); from += CALLS_AT_ONCE) {
                int end = Math.min(wanted.size(), from + CALLS_AT_ONCE);
                disturbance = play(traces, wanted.subList(from, end), kept, disturbance);
            }
        }
        if (kept.stream().anyMatch(List::isEmpty)) {
            throw new MachineBusyException(disturbance);
        }
        return kept.stream().map(NetEqReceiver::median).toList();
    }

    /** Traces still to be played, a whole turn of them before the next. */
    private List<Integer> wanted(List<List<NetEqCall>> kept) {
        List<Integer> wanted = new ArrayList<>();
        for (int play = 0; play < plays; play++) {
            for (int trace = 0; trace < kept.size(); trace++) {
                if (kept.get(trace).size() + play < plays) {
                    wanted.add(trace);
                }
            }
        }
        return wanted;
    }

    /** Plays some; returns how the last disturbed one was disturbed. */
    private static String play(
            List<Trace> traces,
            List<Integer> numbers,
            List<List<NetEqCall>> kept,
            String disturbanceBefore)
            throws InterruptedException {
        String disturbance = disturbanceBefore;
        List<NetEqCall> calls = NetEqRun.of(numbers.stream().map(traces::get).toList());
        for (int n = 0; n < calls.size(); n++) {
            NetEqCall call = calls.get(n);
            if (call.disturbed()) {
                disturbance = call.sending() + ", " + call.pulls();
            } else {
                kept.get(numbers.get(n)).add(call);
            }
        }
        return disturbance;
    }

    private static NetEqCall median(List<NetEqCall> plays) {
        plays.sort(Comparator.comparingDouble(call -> call.figures().meanDelayMs()));
        return plays.get(plays.size() / 2);
    }
}
