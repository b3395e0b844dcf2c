package io.ringway.media.rtp;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * Reads DTMF named events (RFC 4733 §2.3): many packets, three of them final, are one key press. A
 * press is told when its first packet with the end bit comes, or when another press begins without
 * one having come.
 *
 * <p>Thread: one owner. Allocates nothing.
 */
public final class TelephoneEvents {

    private static final int PAYLOAD_BYTES = 4;
    private static final String DIGITS = "0123456789*#ABCD";

    private final Listener listener;
    private boolean pressed;
    private boolean told = true;
    private long startTimestamp;
    private int event;
    private int durationMs;

    /** Hears of each press once. */
    @FunctionalInterface
    public interface Listener {

        /**
         * A key was pressed.
         *
         * @param digit one of 0-9 * # A-D
         * @param durationMs how long, as far as was told
         */
        void onPress(char digit, int durationMs);
    }

    /** Makes a reader that has heard nothing. */
    public TelephoneEvents(Listener listener) {
        this.listener = listener;
    }

    /**
     * Takes one packet; events that are no DTMF (tones, flash) are passed over.
     *
     * @param rtpTimestamp of the packet: all packets of a press have the same
     * @param clockRateHz of its payload type
     */
    public void onPacket(
            DirectBuffer buffer, int offset, int length, long rtpTimestamp, int clockRateHz) {
        int received = length < PAYLOAD_BYTES ? DIGITS.length() : buffer.getByte(offset) & 0xFF;
        if (received >= DIGITS.length()) {
            return;
        }
        boolean another = !pressed || rtpTimestamp != startTimestamp || received != event;
        if (another) {
            finish();
            pressed = true;
            told = false;
            startTimestamp = rtpTimestamp;
            event = received;
        }
        int durationTicks = buffer.getShort(offset + 2, ByteOrder.BIG_ENDIAN) & 0xFFFF;
        durationMs = (int) (durationTicks * 1_000L / clockRateHz);
        if (buffer.getByte(offset + 1) < 0) {
            finish();
        }
    }

    private void finish() {
        if (!told) {
            told = true;
            listener.onPress(DIGITS.charAt(event), durationMs);
        }
    }
}
