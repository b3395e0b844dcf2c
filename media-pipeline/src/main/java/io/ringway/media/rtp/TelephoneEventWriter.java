package io.ringway.media.rtp;

import java.nio.ByteOrder;
import org.agrona.MutableDirectBuffer;

/**
 * Writes payloads of named telephone events (RFC 4733 §2.3).
 *
 * <p>Thread: any. Allocates nothing.
 */
public final class TelephoneEventWriter {

    /** Length of every payload. */
    public static final int PAYLOAD_BYTES = 4;

    /** The longest that one event can be told to last, in RTP clock ticks (§2.3.5). */
    public static final int MAX_TICKS = 0xFFFF;

    /** −10 dBm0, about as loud as telephones send their keys. */
    private static final int VOLUME = 10;

    private static final int END = 0x80;
    private static final String DIGITS = "0123456789*#ABCD";

    private TelephoneEventWriter() {}

    /**
     * The event of a key (RFC 4733 §3.2).
     *
     * @param digit one of 0-9 * # A-D
     */
    public static int eventOf(char digit) {
        int event = DIGITS.indexOf(digit);
        if (event < 0) {
            throw new IllegalArgumentException("no telephone key: '" + digit + "'");
        }
        return event;
    }

    /**
     * Writes a payload.
     *
     * @param end whether the event is over
     * @param durationTicks how long it has lasted, 1 to {@link #MAX_TICKS}
     */
    public static void write(
            MutableDirectBuffer buffer, int offset, int event, boolean end, int durationTicks) {
        if (durationTicks < 1 || durationTicks > MAX_TICKS) {
            throw new IllegalArgumentException(
                    "an event lasts 1 to " + MAX_TICKS + " ticks, got " + durationTicks);
        }
        buffer.putByte(offset, (byte) event);
        buffer.putByte(offset + 1, (byte) ((end ? END : 0) | VOLUME));
        buffer.putShort(offset + 2, (short) durationTicks, ByteOrder.BIG_ENDIAN);
    }
}
