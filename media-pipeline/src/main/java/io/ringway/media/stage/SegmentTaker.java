package io.ringway.media.stage;

import io.ringway.media.SpeechFormat;
import io.ringway.media.codec.PcmSink;

/** Takes a stream's finished segments. Thread: the one before the forwarding stage. */
public interface SegmentTaker extends PcmSink {

    /** Says what segments are from now on; before the first one. */
    void setFormat(SpeechFormat format);

    /**
     * Says that segments were lost, and counted, on the way here.
     *
     * @param samples how long they were together, per channel, in the format set last
     */
    void onLost(int segments, long samples);
}
