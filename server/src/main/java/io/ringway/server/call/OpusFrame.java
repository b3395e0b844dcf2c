package io.ringway.server.call;

/** One packet to send. */
final class OpusFrame {

    private final byte[] bytes;
    private final int samples48k;

    /**
     * @param bytes an Opus packet (RFC 6716 §3), the frame's from here on
     * @param samples48k its duration
     */
    OpusFrame(byte[] bytes, int samples48k) {
        this.bytes = bytes;
        this.samples48k = samples48k;
    }

    /** The packet; not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    int samples48k() {
        return samples48k;
    }
}
