package io.ringway.media.engine;

import io.ringway.media.AudioSection;
import io.ringway.media.PayloadFormat;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.RtpLegControl;
import io.ringway.media.codec.AudioCodecs;
import io.ringway.media.codec.AudioDecoder;
import io.ringway.media.codec.AudioEncoder;
import io.ringway.media.codec.OpusCodecs;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;

/** A phone in a conference: says a tone of its own, and keeps what it hears, both at 16 kHz. */
final class ConferenceParty implements AutoCloseable {

    static final int RATE = 16_000;
    static final int FRAME = RATE / 50;
    static final PayloadFormat KEYS =
            new PayloadFormat(101, Codec.TELEPHONE_EVENT, 8_000, 1, false);

    /** Holds whole waves of all tones. */
    private static final int WINDOW = RATE / 20;

    private static final long FRAME_NS = 20_000_000;
    private static final int AMPLITUDE = 6_000;
    private static final AudioCodecs CODECS =
            new AudioCodecs(OpusCodecs.of(OpusCodecs.Provider.AUTO));

    final RtpLegControl leg;
    private final RtpPhone phone;
    private final PayloadFormat format;
    private final InetSocketAddress server;
    private final int hz;
    private final AudioEncoder encoder;
    private final AudioDecoder decoder;
    private final UnsafeBuffer pcm = direct(2 * 48_000);
    private final UnsafeBuffer packet = direct(2_000);
    private final short[] heard = new short[60 * RATE];
    private int heardSamples;
    private long said;
    int packets;
    boolean speaks = true;

    ConferenceParty(UdpMediaEngine engine, String id, int hz, PayloadFormat format)
            throws Exception {
        this.hz = hz;
        this.format = format;
        phone = new RtpPhone(format.payloadType(), 1_000 + hz);
        encoder = CODECS.encoder(AudioCodecs.Kind.of(format.codec()), RATE, 1);
        decoder = CODECS.decoder(format.codec(), RATE, 1);
        leg = engine.openRtp(RtpLegs.spec(id, false), event -> {});
        setSending(true);
        server = RtpLegs.rtpOf(leg.localRtp());
        RtpLegs.connect(leg, RtpLegs.remote(phone.address()));
    }

    /** Whether the server may send to it. */
    void setSending(boolean on) {
        AudioSection section =
                new AudioSection("0", List.of(format, KEYS), true, on, List.of(), 7, 0, 0);
        leg.setAudio(List.of(section));
    }

    /** Lets all talk and listen for so long, in real time. */
    static void run(double seconds, ConferenceParty... parties) throws IOException {
        long dueNs = System.nanoTime();
        for (int i = 0; i < seconds * 50; i++) {
            for (ConferenceParty party : parties) {
                party.say();
            }
            dueNs += FRAME_NS;
            while (System.nanoTime() - dueNs < 0) {
                LockSupport.parkNanos(dueNs - System.nanoTime());
            }
            for (ConferenceParty party : parties) {
                party.listen();
            }
        }
    }

    /** Presses a key for so long, told by events alone (RFC 4733). */
    void press(int packetsOfKey) throws IOException {
        phone.payloadType = KEYS.payloadType();
        for (int i = 1; i <= packetsOfKey; i++) {
            byte[] event =
                    ByteBuffer.allocate(4)
                            .put((byte) 5)
                            .put((byte) 10)
                            .putShort((short) (160 * i))
                            .array();
            phone.send(server, event, 0);
        }
        phone.payloadType = format.payloadType();
        phone.timestamp += 160 * packetsOfKey;
    }

    /**
     * How loud that tone mostly is in the last so many seconds, in decibels of what is said: the
     * median of windows of 50 ms, as on a busy machine playout stretches and conceals.
     */
    double level(int toneHz, double seconds) {
        int windows = (int) (seconds * RATE / WINDOW);
        double[] levels = new double[windows];
        for (int i = 0; i < windows; i++) {
            levels[i] = levelOfWindow(toneHz, heardSamples - (i + 1) * WINDOW);
        }
        Arrays.sort(levels);
        return levels[windows / 2];
    }

    private double levelOfWindow(int toneHz, int from) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < WINDOW; i++) {
            double phase = 2 * Math.PI * toneHz * i / RATE;
            double sample = heard[Math.floorMod(from + i, heard.length)];
            re += sample * Math.cos(phase);
            im += sample * Math.sin(phase);
        }
        double amplitude = 2 * Math.hypot(re, im) / WINDOW;
        return 20 * Math.log10(Math.max(amplitude, 1e-3) / AMPLITUDE);
    }

    /** Of the last so many seconds. */
    double rms(double seconds) {
        int samples = Math.min(heardSamples, (int) (seconds * RATE));
        double sum = 0;
        for (int i = heardSamples - samples; i < heardSamples; i++) {
            sum += (double) heard[i] * heard[i];
        }
        return Math.sqrt(sum / Math.max(1, samples));
    }

    int hz() {
        return hz;
    }

    private void say() throws IOException {
        for (int i = 0; i < FRAME; i++) {
            double value = speaks ? AMPLITUDE * Math.sin(2 * Math.PI * hz * said / RATE) : 0;
            pcm.putShort(2 * i, (short) Math.round(value), ByteOrder.LITTLE_ENDIAN);
            said++;
        }
        int bytes = encoder.encode(pcm, 0, FRAME, packet, 0, packet.capacity());
        byte[] payload = new byte[bytes];
        packet.getBytes(0, payload);
        phone.send(server, payload, encoder.clockRateHz() / 50);
    }

    private void listen() throws IOException {
        for (RtpPhone.Packet came = phone.receive(1); came != null; came = phone.receive(1)) {
            boolean speech = came.payloadType() == format.payloadType();
            if (came.bytes().length > 12 && speech) {
                hear(came.payload());
            }
        }
    }

    private void hear(byte[] payload) {
        packets++;
        packet.putBytes(0, payload);
        int samples = decoder.decode(packet, 0, payload.length, pcm, 0, RATE);
        for (int i = 0; i < samples; i++) {
            heard[heardSamples++] = pcm.getShort(2 * i, ByteOrder.LITTLE_ENDIAN);
        }
    }

    void forget() {
        Arrays.fill(heard, (short) 0);
        heardSamples = 0;
        packets = 0;
    }

    private static UnsafeBuffer direct(int bytes) {
        return new UnsafeBuffer(ByteBuffer.allocateDirect(bytes));
    }

    @Override
    public void close() {
        leg.close(io.ringway.media.CloseReason.LOCAL_HANGUP);
        phone.close();
        encoder.close();
        decoder.close();
    }
}
