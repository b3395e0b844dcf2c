package io.ringway.bench.sound;

import io.ringway.media.codec.OpusCodecs;
import io.ringway.server.impairment.LossModel;
import java.util.List;
import java.util.Locale;

/** The same speech through the same loss, with and without redundancy, by each decoder. */
final class FecComparison {

    private static final List<Integer> LOSS_PERCENTS = List.of(0, 10);

    private final Speech speech;
    private final int seconds;
    private final long seed;

    FecComparison(Speech speech, int seconds, long seed) {
        this.speech = speech;
        this.seconds = seconds;
        this.seed = seed;
    }

    /** A line for each decoder, with FEC and without, on a clean network and on a bad one. */
    String table() {
        StringBuilder out =
                new StringBuilder(
                        """
                        by Ringway's speech timeline; redundancy takes its bits from the speech
                        decoder    FEC  loss, %  restored by FEC, %  concealed, %  similarity  spectra, dB
                        """);
        for (boolean fec : List.of(true, false)) {
            EncodedSpeech encoded = EncodedSpeech.of(speech, seconds, fec);
            Similarity similarity = new Similarity(encoded.speech().pcm48k());
            for (int lossPercent : LOSS_PERCENTS) {
                LossModel loss = new LossModel.Independent(lossPercent);
                Trace trace = TracedNetwork.of("loss", loss, 0, 0).send(encoded, seed);
                for (OpusCodecs.Provider provider :
                        List.of(OpusCodecs.Provider.LIBOPUS, OpusCodecs.Provider.CONCENTUS)) {
                    out.append(line(trace, provider, fec, lossPercent, similarity));
                }
            }
        }
        return out.toString();
    }

    private static String line(
            Trace trace,
            OpusCodecs.Provider provider,
            boolean fec,
            int lossPercent,
            Similarity similarity) {
        TimelineRun run = TimelineRun.of(trace, OpusCodecs.of(provider));
        Heard heard = run.heard();
        return String.format(
                Locale.ROOT,
                "%-10s %-3s %8d %19.2f %13.2f %11.3f %12.2f%n",
                provider.name().toLowerCase(Locale.ROOT),
                fec ? "on" : "off",
                lossPercent,
                run.fecPercent(),
                run.concealedPercent(),
                similarity.of(heard.pcm(), heard.rateHz()),
                new LogSpectralDistance(trace.reference48k()).of(heard.pcm(), heard.rateHz()));
    }
}
