package io.ringway.bench.sound;

import io.ringway.media.codec.OpusCodecs;
import java.util.List;

/** What Ringway sends to speech services: complete and in order, no clock. */
final class RingwayCompleteness implements Receiver {

    static final String NAME = "ringway speech";

    private final OpusCodecs codecs;

    RingwayCompleteness(OpusCodecs codecs) {
        this.codecs = codecs;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Heard> receive(List<Trace> traces) {
        return traces.stream().map(trace -> TimelineRun.of(trace, codecs).heard()).toList();
    }
}
