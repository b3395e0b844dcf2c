package io.ringway.media.codec.silk;

/**
 * What decoding needs while it works on a packet, and nothing of it longer: one a thread, so that
 * it stays in the processor's cache while thousands of streams are decoded in turn.
 */
final class Workspace {

    private static final ThreadLocal<Workspace> OF_THREAD = ThreadLocal.withInitial(Workspace::new);

    final PacketFrames frames = new PacketFrames();
    final FrameReader reader = new FrameReader();
    final PredictionFilter prediction = new PredictionFilter();
    final FrameParameters parameters = new FrameParameters(prediction);
    final Synthesis synthesis = new Synthesis();
    final short[] pcm = new short[Excitation.LONGEST];
    final int[] halving = new int[HalvedOutput.PAST + Excitation.LONGEST];

    static Workspace ofThread() {
        return OF_THREAD.get();
    }
}
