package io.ringway.bench.sound;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ringway.media.MediaEngine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** Some calls at once to one browser. */
final class NetEqRun {

    private static final long LIMIT_S = 60;
    private static final double NS_PER_MS = 1e6;

    /** The browser has its keys a little later than we have ours. */
    private static final long SETTLE_NS = TimeUnit.MILLISECONDS.toNanos(500);

    /** How long a stream's last samples may wait before they are played, at most. */
    private static final long DRAIN_NS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final long CLOSING_NS = TimeUnit.MILLISECONDS.toNanos(500);

    /** Streams begin at different times of a packet's length, as unrelated calls do. */
    private static final long SPREAD_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private NetEqRun() {}

    /**
     * Calls the listening page once per trace, and plays.
     *
     * @return what was heard, in the order of the traces
     * @throws IllegalStateException when the browser fails
     */
    static List<NetEqCall> of(List<Trace> traces) throws InterruptedException {
        try (MediaEngine engine = LoopbackEngine.start(traces.size())) {
            List<ListeningCall> calls =
                    IntStream.range(0, traces.size())
                            .mapToObj(number -> listeningCall(engine, number, traces.get(number)))
                            .toList();
            return listen(traces, calls);
        } catch (IOException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Chromium could not listen: " + e, e);
        }
    }

    private static ListeningCall listeningCall(MediaEngine engine, int number, Trace trace) {
        return new ListeningCall(engine, number, trace.packetSamples48k());
    }

    private static List<NetEqCall> listen(List<Trace> traces, List<ListeningCall> calls)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        try (ListeningPage page = ListeningPage.serve(calls);
                HeadlessChromium browser = HeadlessChromium.show(page.uri())) {
            browser.await(page.listening(), LIMIT_S);
            for (ListeningCall call : calls) {
                browser.await(call.secured(), LIMIT_S);
            }
            long startNs = System.nanoTime() + SETTLE_NS;
            List<SendError> sending = send(traces, calls, startNs);
            page.tellSent();
            List<Played> played = browser.await(page.played(), LIMIT_S);
            List<NetEqCall> results = new ArrayList<>();
            for (int n = 0; n < played.size(); n++) {
                long beginNs = startNs + delayNs(n, played.size());
                results.add(result(traces.get(n), played.get(n), sending.get(n), beginNs));
            }
            return results;
        }
    }

    private static List<SendError> send(List<Trace> traces, List<ListeningCall> calls, long startNs)
            throws InterruptedException {
        TracePacer pacer = new TracePacer(calls);
        for (int n = 0; n < traces.size(); n++) {
            long delayNs = delayNs(n, traces.size());
            Trace trace = traces.get(n);
            pacer.add(n, trace.arrivals(), delayNs);
            pacer.add(n, ClosingSilence.after(trace, CLOSING_NS), delayNs);
        }
        return pacer.run(startNs);
    }

    private static long delayNs(int number, int count) {
        return SPREAD_NS * number / count;
    }

    private static NetEqCall result(Trace trace, Played played, SendError sending, long beginNs)
            throws JsonProcessingException {
        double beginMs = epochMs(beginNs + trace.arrivals().getFirst().arrivalNs());
        double endMs = epochMs(beginNs + durationNs(trace) + DRAIN_NS);
        return new NetEqCall(
                trace,
                played.pcm(beginMs),
                new NetEqPolls(played.polls(), endMs)
                        .figures((long) trace.packetsSent() * trace.packetSamples48k()),
                sending,
                played.pullError(beginMs, endMs));
    }

    private static long durationNs(Trace trace) {
        return trace.packetsSent() * (trace.packetSamples48k() * 1_000_000_000L / Played.RATE_HZ);
    }

    private static double epochMs(long nanoTime) {
        return System.currentTimeMillis() + (nanoTime - System.nanoTime()) / NS_PER_MS;
    }
}
