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
 * <p>Each trace is played several times in calls side by side that differ only by when they begin,
 * by parts of a packet's length: NetEQ lets its delay stay anywhere in a band around what it aims
 * at, and where depends on such chances. The play with the median delay is reported.
 *
 * <p>When the machine was too busy to send or to play in time, calls are run again; when that does
 * not help, the result is refused.
 */
final class NetEqReceiver implements Receiver {

    /** Calls at once: what two cores play with time to spare. */
    private static final int CALLS_AT_ONCE = 24;

    private static final int MOST_RUNS = 3;

    private final int plays;
    private final double mostSendP99Ms;

    /** Plays each trace three times and wants 99 % of the packets sent to the millisecond. */
    NetEqReceiver() {
        this(3, 1);
    }

    /**
     * As wanted.
     *
     * @param plays how often each trace is played, 1 to 24
     * @param mostSendP99Ms most error of sending a run is taken with, see {@link SendError}
     */
    NetEqReceiver(int plays, double mostSendP99Ms) {
        if (plays < 1 || plays > CALLS_AT_ONCE) {
            throw new IllegalArgumentException("plays must be 1 to 24, got " + plays);
        }
        this.plays = plays;
        this.mostSendP99Ms = mostSendP99Ms;
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
        missing()
                .ifPresent(
                        what -> {
                            throw new IllegalStateException(what);
                        });
        int group = CALLS_AT_ONCE / plays;
        List<NetEqCall> medians = new ArrayList<>();
        for (int from = 0; from < traces.size(); from += group) {
            List<Trace> some = traces.subList(from, Math.min(traces.size(), from + group));
            List<Trace> repeated =
                    Stream.generate(() -> some).limit(plays).flatMap(List::stream).toList();
            medians.addAll(medians(undisturbed(repeated), some.size()));
        }
        return medians;
    }

    private List<NetEqCall> undisturbed(List<Trace> traces) throws InterruptedException {
        String disturbance = "";
        for (int run = 0; run < MOST_RUNS; run++) {
            NetEqRun result = NetEqRun.of(traces);
            disturbance = result.disturbance(mostSendP99Ms);
            if (disturbance.isEmpty()) {
                return result.calls();
            }
        }
        throw new MachineBusyException(disturbance);
    }

    /** Of each trace's calls, which lie {@code traces} apart, the one in the middle. */
    private List<NetEqCall> medians(List<NetEqCall> calls, int traces) {
        List<NetEqCall> medians = new ArrayList<>();
        for (int trace = 0; trace < traces; trace++) {
            List<NetEqCall> same = new ArrayList<>();
            for (int n = trace; n < calls.size(); n += traces) {
                same.add(calls.get(n));
            }
            same.sort(Comparator.comparingDouble(call -> call.figures().meanDelayMs()));
            medians.add(same.get(plays / 2));
        }
        return medians;
    }
}
