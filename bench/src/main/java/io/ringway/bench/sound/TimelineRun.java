package io.ringway.bench.sound;

import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.SpeechTimeline;
import io.ringway.media.codec.TimelineSettings;
import io.ringway.media.counters.Counters;
import io.ringway.media.jitter.JitterBuffer;
import io.ringway.media.jitter.JitterSettings;
import io.ringway.media.jitter.PacketSlab;
import io.ringway.media.rtp.MediaPacket;

/** One trace through Ringway's jitter buffer and timeline, in the trace's own time. */
final class TimelineRun {

    private static final int RATE_HZ = 16_000;
    private static final int RATIO = Speech.RATE_HZ / RATE_HZ;
    private static final int PAYLOAD_TYPE = 111;
    private static final int SLOTS = 256;

    private final Trace trace;
    private final PcmTape tape = new PcmTape();
    private final MediaPacket view = new MediaPacket();

    private TimelineRun(Trace trace) {
        this.trace = trace;
    }

    /** Receives a whole trace, decoded by that provider. */
    static TimelineRun of(Trace trace, OpusCodecs codecs) {
        TimelineRun run = new TimelineRun(trace);
        try (PacketSlab slab = new PacketSlab(SLOTS, PacketSlab.DEFAULT_SLOT_BYTES);
                SpeechTimeline timeline =
                        new SpeechTimeline(
                                codecs.decoder(RATE_HZ, 1),
                                run.tape,
                                TimelineSettings.DEFAULTS,
                                new Counters().newBlock("bench"))) {
            timeline.acceptPayloadType(PAYLOAD_TYPE, Codec.OPUS);
            run.receive(
                    slab,
                    new JitterBuffer(slab, timeline, JitterSettings.DEFAULTS, Speech.RATE_HZ));
        }
        return run;
    }

    /** In percent of all samples out: restored from the next packet. */
    double fecPercent() {
        return 100.0 * tape.fecSamples() / tape.samples();
    }

    /** In percent of all samples out: made up by the decoder, or silence. */
    double concealedPercent() {
        return 100.0 * (tape.plcSamples() + tape.silentSamples()) / tape.samples();
    }

    Heard heard() {
        long sent = (long) trace.packetsSent() * trace.packetSamples48k() / RATIO;
        return new Heard(
                tape.pcm(),
                RATE_HZ,
                concealedPercent(),
                tape.delay().meanMs(),
                tape.delay().percentileMs(95),
                tape.samples() - sent);
    }

    private void receive(PacketSlab slab, JitterBuffer jitter) {
        long lastNs = 0;
        for (TracedPacket packet : trace.arrivals()) {
            runTimers(jitter, packet.arrivalNs());
            lastNs = packet.arrivalNs();
            tape.at(lastNs);
            int slot = slab.take();
            slab.buffer().putBytes(slab.offset(slot), packet.opus());
            jitter.insert(slot, shown(slab, slot, packet));
        }
        runTimers(jitter, Long.MAX_VALUE);
        jitter.flush(lastNs);
    }

    private MediaPacket shown(PacketSlab slab, int slot, TracedPacket packet) {
        return view.payload(slab.buffer(), slab.offset(slot), packet.opus().length)
                .position(packet.index() & 0xFFFF, packet.rtpTimestamp() & 0xFFFF_FFFFL)
                .type(PAYLOAD_TYPE, false)
                .times(packet.arrivalNs(), 0);
    }

    /** As the shard's deadlines do: exactly when a gap's time has come. */
    private void runTimers(JitterBuffer jitter, long untilNs) {
        while (jitter.nextDeadlineNs() < untilNs) {
            long dueNs = jitter.nextDeadlineNs();
            tape.at(dueNs);
            jitter.onTimer(dueNs);
        }
    }
}
