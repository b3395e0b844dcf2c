package io.ringway.media.leg;

import io.ringway.media.codec.AudioSource;
import org.jspecify.annotations.Nullable;

/** Plays a source of frames into a leg, or a conference. Thread: its shard. */
public interface FramePlayer {

    /** The rate of what is sent, which a source has to have. */
    int rateHz();

    /** What is sent while nothing else is played; null for nothing. */
    void setSource(@Nullable AudioSource source);

    /** Whether anything but that source is being sent. */
    boolean busy();
}
