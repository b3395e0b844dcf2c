package io.ringway.media.recording;

import io.ringway.media.codec.OpusPacket;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The packets of an Ogg Opus file in order, as they are (RFC 7845).
 *
 * <p>Packets that hold nothing to be heard are left out: those wholly within the pre-skip and those
 * wholly behind the end of the stream. Other streams in the file are passed over; chained streams
 * follow each other. Thread: its owner's.
 */
public final class OpusFileReader implements Closeable {

    /** What RFC 7845 §6 lets a reader stop at, for two channels. */
    private static final int MAX_PACKET_BYTES = 61_440;

    private final InputStream in;
    private final OggPageReader page;
    private final ArrayDeque<byte[]> packets = new ArrayDeque<>();
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private OpusStreamHead head = new OpusStreamHead(1, 0);
    private boolean streaming;
    private boolean tagsSeen;
    private boolean midPacket;
    private boolean headless;
    private int serial;
    private int unheardStart48k;
    private int unheardEnd48k;
    private boolean started;
    private long startGranule;
    private long position48k;
    private byte[] packet = {};

    private OpusFileReader(InputStream in) {
        this.in = in;
        this.page = new OggPageReader(in);
    }

    /**
     * Opens a file and reads its header.
     *
     * @throws IOException when it cannot be read or is no Ogg Opus; the message leaves out its name
     */
    public static OpusFileReader open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            return of(new BufferedInputStream(in, 1 << 16));
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    static OpusFileReader of(InputStream in) throws IOException {
        OpusFileReader reader = new OpusFileReader(in);
        String other = "nothing";
        while (!reader.streaming) {
            if (!reader.page.next() || !reader.page.has(OggPage.FIRST)) {
                throw new IOException("it is no Ogg/Opus file: it begins with " + other);
            }
            other = nameOf(reader.firstPacket());
            reader.beginIfOpus();
        }
        return reader;
    }

    public int channels() {
        return head.channels();
    }

    /**
     * Goes on to the next packet.
     *
     * @return false at the end
     * @throws IOException when the file is damaged there
     */
    public boolean next() throws IOException {
        while (packets.isEmpty()) {
            if (!page.next()) {
                return false;
            }
            if (streaming && page.serial() == serial) {
                takePage();
            } else if (!streaming && page.has(OggPage.FIRST)) {
                beginIfOpus();
            }
        }
        packet = packets.remove();
        return true;
    }

    /** The packet gone on to; the caller's to keep. */
    public byte[] packet() {
        return packet;
    }

    /** Its duration in 48 kHz samples. */
    public int samples48k() {
        return samplesOf(packet);
    }

    /** How much at the start of the stream's first packet is not to be heard; known with it. */
    public int unheardStart48k() {
        return unheardStart48k;
    }

    /** How much at the end of the stream's last packet is not to be heard; known at the end. */
    public int unheardEnd48k() {
        return unheardEnd48k;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void beginIfOpus() throws IOException {
        byte[] first = firstPacket();
        if (OpusStreamHead.isHead(first)) {
            head = OpusStreamHead.parse(first);
            serial = page.serial();
            streaming = true;
            tagsSeen = false;
            started = false;
            position48k = 0;
            unheardStart48k = head.preSkip48k();
            unheardEnd48k = 0;
            midPacket = false;
            headless = false;
            partial.reset();
        }
    }

    /** What the page's first packet has on it; identification headers are never longer. */
    private byte[] firstPacket() {
        int length = page.segments() == 0 ? 0 : page.segmentBytes(0);
        byte[] first = new byte[length];
        System.arraycopy(page.bytes(), page.bodyOffset(), first, 0, length);
        return first;
    }

    private void takePage() throws IOException {
        if (page.has(OggPage.CONTINUED) != midPacket) {
            // The other half of a packet is missing, and this one is of no use.
            partial.reset();
            headless = page.has(OggPage.CONTINUED);
        }
        int from = page.bodyOffset();
        for (int i = 0; i < page.segments(); i++) {
            int length = page.segmentBytes(i);
            append(from, length);
            from += length;
            midPacket = length == 255;
            if (!midPacket) {
                endPacket();
            }
        }
        placePackets();
        streaming = !page.has(OggPage.LAST);
    }

    private void append(int from, int length) throws IOException {
        if (!tagsSeen) {
            // Comments may hold whole pictures.
            return;
        }
        if (partial.size() + length > MAX_PACKET_BYTES) {
            throw new IOException("it has a packet of more than " + MAX_PACKET_BYTES + " bytes");
        }
        partial.write(page.bytes(), from, length);
    }

    private void endPacket() throws IOException {
        if (!tagsSeen) {
            tagsSeen = true;
            return;
        }
        byte[] whole = partial.toByteArray();
        partial.reset();
        if (headless) {
            headless = false;
            return;
        }
        if (samplesOf(whole) < 0) {
            throw new IOException("it has a packet that is not Opus (RFC 6716 §3.4)");
        }
        packets.add(whole);
    }

    /** Says which of the page's packets are heard, by the page's granule position (§4). */
    private void placePackets() {
        long samples = packets.stream().mapToLong(OpusFileReader::samplesOf).sum();
        if (packets.isEmpty()) {
            return;
        }
        if (!started) {
            // A stream cut out of a longer one starts late; one that ends here may end early.
            started = true;
            startGranule = Math.max(0, page.granule() - samples);
        }
        int skipped = 0;
        for (byte[] each : packets) {
            position48k += samplesOf(each);
            skipped += position48k <= head.preSkip48k() ? 1 : 0;
        }
        boolean endStated = page.has(OggPage.LAST) && page.granule() >= 0;
        long over = endStated ? position48k - (page.granule() - startGranule) : 0;
        while (!packets.isEmpty() && over >= samplesOf(packets.getLast())) {
            over -= samplesOf(packets.removeLast());
        }
        for (; skipped > 0 && !packets.isEmpty(); skipped--) {
            unheardStart48k -= samplesOf(packets.remove());
        }
        unheardEnd48k = packets.isEmpty() ? 0 : (int) Math.max(0, over);
    }

    private static int samplesOf(byte[] packet) {
        return OpusPacket.samples48k(new UnsafeBuffer(packet), 0, packet.length);
    }

    private static String nameOf(byte[] first) {
        String text = new String(first, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u0001vorbis")) {
            return "Vorbis";
        }
        return text.startsWith("\u007fFLAC") ? "FLAC" : "a stream of another kind";
    }
}
