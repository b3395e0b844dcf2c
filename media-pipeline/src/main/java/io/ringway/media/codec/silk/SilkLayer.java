package io.ringway.media.codec.silk;

/** One stream's SILK frames, one after the other, whether they came or not. */
final class SilkLayer {

    private final PcmOutput output;
    private final StreamState stream = new StreamState();
    private final LossConcealment concealment = new LossConcealment();
    private final SilkComfortNoise noise = new SilkComfortNoise();
    private final FadeIn fadeIn = new FadeIn();

    SilkLayer(PcmOutput output) {
        this.output = output;
    }

    /** Decodes a frame; its samples are in {@code work.pcm}. */
    void decode(FrameSymbols frame, Workspace work) {
        short[] signal = work.synthesis.signal;
        int samples = frame.subframes * Synthesis.SUBFRAME;
        work.parameters.decode(frame, stream);
        work.synthesis.run(frame, work.parameters, stream);
        concealment.remember(frame, work.parameters);
        stream.append(signal, Synthesis.PAST, samples);
        stream.losses = 0;
        stream.signalType = frame.signalType;
        stream.fresh = false;
        stream.lag = work.parameters.lags[frame.subframes - 1];
        noise.learn(frame, work.parameters, stream);
        fadeIn.onDecoded(signal, Synthesis.PAST, samples);
        output.convert(signal, Synthesis.PAST, samples, work);
    }

    /** Goes on without a frame; what is heard instead is in {@code work.pcm}. */
    void conceal(int subframes, Workspace work) {
        short[] signal = work.synthesis.signal;
        int samples = subframes * Synthesis.SUBFRAME;
        concealment.conceal(subframes, stream, work);
        stream.append(signal, Synthesis.PAST, samples);
        noise.add(samples, concealment.noiseGainQ16(), work);
        fadeIn.onConcealed(signal, Synthesis.PAST, samples);
        output.convert(signal, Synthesis.PAST, samples, work);
    }

    /** Behind a loss gains may begin anywhere, so that it is not loud where the sound had gone. */
    void forgetGain() {
        stream.forgetGain();
    }

    void reset() {
        stream.reset();
        concealment.reset();
        noise.reset();
        fadeIn.reset();
        output.reset();
    }
}
