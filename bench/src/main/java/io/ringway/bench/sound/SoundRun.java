package io.ringway.bench.sound;

import java.util.ArrayList;
import java.util.List;
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
        List<List<Heard>> heard = new ArrayList<>();
        for (Receiver receiver : receivers) {
            progress.accept("%s: %d traces".formatted(receiver.name(), traces.size()));
            heard.add(receiver.receive(traces));
        }
        progress.accept("comparing with what was said");
        short[] reference48k = traces.getFirst().reference48k();
        Similarity similarity = new Similarity(reference48k);
        List<Result> judged =
                IntStream.range(0, traces.size() * receivers.size())
                        .parallel()
                        .mapToObj(
                                n -> {
                                    int row = n / receivers.size();
                                    int column = n % receivers.size();
                                    return judged(
                                            receivers.get(column),
                                            traces.get(row),
                                            heard.get(column).get(row),
                                            similarity);
                                })
                        .toList();
        Results results = new Results();
        judged.forEach(results::add);
        return results;
    }

    private static Result judged(
            Receiver receiver, Trace trace, Heard heard, Similarity similarity) {
        double nsim = similarity.of(heard.pcm(), heard.rateHz());
        double lsdDb = Double.NaN;
        if (receiver instanceof RingwayCompleteness) {
            LogSpectralDistance distance = new LogSpectralDistance(trace.reference48k());
            lsdDb = distance.of(heard.pcm(), heard.rateHz());
        }
        return new Result(trace.name(), receiver.name(), heard, nsim, lsdDb);
    }
}
