package io.ringway.media.rtp;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * Reads DTMF named events (RFC 4733 §2.3): many packets, three of them final, are one key press. A
 * press is told when its first packet with the end bit comes, when another press begins without one
 * having come, or when its owner says that nothing more will come.
 *
 * <p>A key held for longer than a packet can tell comes in segments, each beginning where the one
 * before ended (§2.5.1.3): they are one press. Thread: one owner. Allocates nothing.
 */
public final class TelephoneEvents {

    private static final int PAYLOAD_BYTES = 4;
    private static final int LONGEST_SEGMENT = 0xFFFF;
    private static final int PHONE_HZ = 8_000;

    /** RTP times beside Opus run that much faster than durations told at 8 kHz. */
    private static final int OPUS_TO_PHONE = 48_000 / PHONE_HZ;

    private static final String DIGITS = "0123456789*#ABCD";

    private final Listener listener;
    private boolean pressed;
    private boolean told = true;
    private long segmentTimestamp;
    private int segmentTicks;
    private long ticksBefore;
    private int event;
    private int clockRateHz = 1;

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
     * @param rtpTimestamp of the packet: all packets of a press, or of a segment of it, have the
     *     same
     * @param clockHz of its payload type
     */
    public void onPacket(
            DirectBuffer buffer, int offset, int length, long rtpTimestamp, int clockHz) {
        int received = length < PAYLOAD_BYTES ? DIGITS.length() : buffer.getByte(offset) & 0xFF;
        if (received >= DIGITS.length()) {
            return;
        }
        int ticks = buffer.getShort(offset + 2, ByteOrder.BIG_ENDIAN) & 0xFFFF;
        if (!pressed || rtpTimestamp != segmentTimestamp || received != event) {
            begin(received, rtpTimestamp, clockHz);
        }
        segmentTicks = Math.max(segmentTicks, ticks);
        if (buffer.getByte(offset + 1) < 0) {
            finish();
        }
    }

    /** Whether a key is being held, as far as is known. */
    public boolean holding() {
        return !told;
    }

    /** The key being held. */
    public char key() {
        return DIGITS.charAt(event);
    }

    /** Nothing more will come: tells the key that is being held, if one is. */
    public void finish() {
        if (!told) {
            told = true;
            long ticks = ticksBefore + segmentTicks;
            listener.onPress(DIGITS.charAt(event), (int) (ticks * 1_000 / clockRateHz));
        }
    }

    private void begin(int received, long rtpTimestamp, int clockHz) {
        long ticks = ticksUntil(rtpTimestamp);
        if (continues(received, ticks)) {
            ticksBefore += ticks;
        } else {
            finish();
            told = false;
            ticksBefore = 0;
        }
        pressed = true;
        segmentTimestamp = rtpTimestamp;
        segmentTicks = 0;
        event = received;
        clockRateHz = clockHz;
    }

    /** From the present segment on, on the clock of the events. */
    private long ticksUntil(long rtpTimestamp) {
        long ticks = rtpTimestamp - segmentTimestamp;
        boolean scaled =
                clockRateHz == PHONE_HZ && ticks > LONGEST_SEGMENT && ticks % OPUS_TO_PHONE == 0;
        return scaled ? ticks / OPUS_TO_PHONE : ticks;
    }

    /** Whether a packet begins the next segment of the key that is being held. */
    private boolean continues(int received, long ticks) {
        boolean adjoins = ticks == LONGEST_SEGMENT || (ticks > 0 && ticks == segmentTicks);
        return !told && received == event && adjoins;
    }
}
