package io.ringway.media.rtp;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Adds a header extension to an RTP header just written, element by element: {@link #wrap}, any
 * elements, {@link #end}. An element whose id is 0, which is to say not negotiated, is left out.
 *
 * <p>Thread: its owner's. Allocates nothing.
 */
public final class ExtensionWriter {

    /** How elements are laid out; a receiver tells by the first two bytes. */
    public enum Form {
        /** Ids 1 to 14, elements of 1 to 16 bytes (RFC 8285 §4.2). All receivers read it. */
        ONE_BYTE(HeaderExtension.ONE_BYTE, 14, 1, 16),
        /** Ids 1 to 255, elements of 0 to 255 bytes (RFC 8285 §4.3). */
        TWO_BYTE(HeaderExtension.TWO_BYTE, 255, 0, 255);

        private final int profile;
        private final int maxId;
        private final int minBytes;
        private final int maxBytes;

        Form(int profile, int maxId, int minBytes, int maxBytes) {
            this.profile = profile;
            this.maxId = maxId;
            this.minBytes = minBytes;
            this.maxBytes = maxBytes;
        }
    }

    private static final int EXTENSION_BIT = 0x10;
    private static final int PREFIX = 4;

    private final Form form;
    private MutableDirectBuffer buffer = new UnsafeBuffer(0, 0);
    private int packet;
    private int position;

    public ExtensionWriter(Form form) {
        this.form = form;
    }

    /**
     * Begins behind a header by {@link RtpWriter#writeHeader} at the same offset.
     *
     * @param buffer has room for the extension: 4 bytes, then the elements with 1 or 2 bytes before
     *     each, then up to 3 of padding
     */
    public ExtensionWriter wrap(MutableDirectBuffer buffer, int offset) {
        this.buffer = buffer;
        packet = offset;
        position = start() + PREFIX;
        return this;
    }

    /**
     * Adds an element, a MID for one (RFC 9143 §15).
     *
     * @param id as negotiated; 0 adds nothing
     */
    public ExtensionWriter element(int id, DirectBuffer data) {
        if (id != 0) {
            int length = data.capacity();
            begin(id, length);
            buffer.putBytes(position, data, 0, length);
            position += length;
        }
        return this;
    }

    /**
     * Adds the level of the packet's audio (RFC 6464 §3).
     *
     * @param id as negotiated; 0 adds nothing
     * @param level 0 to 127 in −dBov
     */
    public ExtensionWriter audioLevel(int id, int level, boolean voice) {
        if (id != 0) {
            begin(id, 1);
            buffer.putByte(position++, (byte) AudioLevel.elementOf(level, voice));
        }
        return this;
    }

    /**
     * Completes the extension; without elements there is none.
     *
     * @return bytes of the whole header, behind which the payload goes
     */
    public int end() {
        int start = start();
        if (position == start + PREFIX) {
            return RtpHeader.FIXED_LENGTH;
        }
        while ((position - start) % 4 != 0) {
            buffer.putByte(position++, (byte) 0);
        }
        buffer.putByte(packet, (byte) (buffer.getByte(packet) | EXTENSION_BIT));
        buffer.putShort(start, (short) form.profile, BIG_ENDIAN);
        buffer.putShort(start + 2, (short) ((position - start - PREFIX) / 4), BIG_ENDIAN);
        return position - packet;
    }

    private int start() {
        return packet + RtpHeader.FIXED_LENGTH;
    }

    private void begin(int id, int length) {
        if (id < 1 || id > form.maxId || length < form.minBytes || length > form.maxBytes) {
            throw new IllegalArgumentException(
                    "%s element must have id 1 to %d and %d to %d bytes, got id %d and %d bytes"
                            .formatted(form, form.maxId, form.minBytes, form.maxBytes, id, length));
        }
        if (form == Form.ONE_BYTE) {
            buffer.putByte(position++, (byte) ((id << 4) | (length - 1)));
        } else {
            buffer.putByte(position++, (byte) id);
            buffer.putByte(position++, (byte) length);
        }
    }
}
