package io.ringway.bench.sound;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Plays all traces to all receivers and judges what they heard. */
final class SoundRun {

    private final List<Trace> traces;
    private final Consumer<String> progress;

    /**
     * @param traces of the same speech, all
     * @param progress told what is being done
     */
    SoundRun(List<Trace> traces, Consumer<String> progress) {
        this.traces = List.copyOf(traces);
        this.progress = progress;
    }

    Results of(List<Receiver> receivers) throws InterruptedException {
        Map<String, List<Heard>> heard = new HashMap<>();
        for (Receiver receiver : receivers) {
            progress.accept("%s: %d traces".formatted(receiver.name(), traces.size()));
            heard.put(receiver.name(), receiver.receive(traces));
        }
        short[] reference48k = traces.getFirst().reference48k();
        Similarity similarity = new Similarity(reference48k);
        progress.accept("comparing with what was said");
        Results results = new Results();
        for (int trace = 0; trace < traces.size(); trace++) {
            int row = trace;
            List<Result> judged =
                    IntStream.range(0, receivers.size())
                            .parallel()
                            .mapToObj(n -> receivers.get(n))
                            .map(
                                    receiver ->
                                            judged(
                                                    receiver,
                                                    traces.get(row).name(),
                                                    heard.get(receiver.name()).get(row),
                                                    similarity,
                                                    reference48k))
                            .toList();
            judged.forEach(results::add);
        }
        return results;
    }

    private static Result judged(
            Receiver receiver,
            String trace,
            Heard heard,
            Similarity similarity,
            short[] reference48k) {
        double nsim = similarity.of(heard.pcm(), heard.rateHz());
        boolean exact = receiver instanceof RingwayCompleteness;
        double lsdDb =
                exact
                        ? new LogSpectralDistance(reference48k).of(heard.pcm(), heard.rateHz())
                        : Double.NaN;
        return new Result(trace, receiver.name(), heard, nsim, lsdDb);
    }
}
