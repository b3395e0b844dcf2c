package io.ringway.media.conference;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.PayloadFormat;
import io.ringway.media.codec.AudioCodecs;
import io.ringway.media.codec.AudioDecoder;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.OpusVoice;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a listener hears when another encoder takes over in mid-stream, compared with the stream
 * that nobody took over: how much the levels of bands a third of an octave wide differ in the 60 ms
 * from the change on, as far as they are within 40 dB of the loudest.
 */
@Timeout(60)
class EncoderSwitchTest {

    private static final int AFTER = 3;
    private static final int FIRST = 20;
    private static final int APART = 17;
    private static final double AUDIBLE_DB = 40;
    private static final AudioCodecs CODECS =
            new AudioCodecs(OpusCodecs.of(OpusCodecs.Provider.AUTO));

    private final UnsafeBuffer decoded = new UnsafeBuffer(ByteBuffer.allocateDirect(8_192));

    /** How a lost packet would do is told for comparison: it is what such a change must not be. */
    @ParameterizedTest
    @CsvSource({"OPUS, 2", "PCMU, 0.2"})
    void shouldBeHeardLessThanALostPacket(String codec, double mostDb, TestReporter reporter) {
        PayloadFormat format = codec.equals("OPUS") ? RoomRig.OPUS : RoomRig.PCMU;
        short[] said = TestVoice.of(8, 130, 3);
        short[] steady = heard(format, said, Change.NONE);
        short[] changed = heard(format, said, Change.ENCODER);
        double toOwn = difference(steady, changed, 0);
        double back = difference(steady, changed, 1);
        double lost = difference(steady, heard(format, said, Change.LOSS), 0);
        reporter.publishEntry(
                codec, "dB to own %.2f, back %.2f, lost %.2f".formatted(toOwn, back, lost));
        assertTrue(toOwn < mostDb, "to its own encoder: %.2f dB".formatted(toOwn));
        assertTrue(back < mostDb, "back to the common one: %.2f dB".formatted(back));
        assertTrue(Math.max(toOwn, back) < lost / 2, "a lost packet: %.2f dB".formatted(lost));
    }

    private enum Change {
        NONE,
        ENCODER,
        LOSS
    }

    private short[] heard(PayloadFormat format, short[] said, Change change) {
        try (MixEncoder common = encoder(format);
                MixEncoder own = encoder(format);
                AudioDecoder decoder =
                        CODECS.decoder(AudioCodecs.Kind.of(format.codec()), RoomRig.RATE, 1)) {
            MixHistory history = new MixHistory(RoomRig.FRAME);
            short[] heard = new short[said.length];
            boolean hearsOwn = false;
            for (int frame = 0; frame < said.length / RoomRig.FRAME; frame++) {
                short[] pcm = new short[RoomRig.FRAME];
                System.arraycopy(said, frame * RoomRig.FRAME, pcm, 0, RoomRig.FRAME);
                boolean odd = frame >= FIRST && (frame - FIRST) / APART % 2 == 0;
                boolean wantsOwn = change == Change.ENCODER && odd;
                if (wantsOwn && !hearsOwn) {
                    own.goOnAfter(history);
                }
                hearsOwn = wantsOwn;
                int commonBytes = common.encode(pcm);
                int bytes = wantsOwn ? own.encode(pcm) : commonBytes;
                MixEncoder sent = wantsOwn ? own : common;
                if (change == Change.LOSS && frame >= FIRST && (frame - FIRST) % APART == 0) {
                    decoder.conceal(RoomRig.FRAME, decoded, 0);
                } else {
                    decoder.decode(sent.packet(), 0, bytes, decoded, 0, RoomRig.RATE);
                }
                for (int i = 0; i < RoomRig.FRAME; i++) {
                    heard[frame * RoomRig.FRAME + i] =
                            decoded.getShort(2 * i, ByteOrder.LITTLE_ENDIAN);
                }
                history.add(pcm);
            }
            return heard;
        }
    }

    private static MixEncoder encoder(PayloadFormat format) {
        return new MixEncoder(format, CODECS, OpusVoice.DEFAULTS, RoomRig.RATE);
    }

    /** Mean in decibels, of the frames behind every other change. */
    private static double difference(short[] steady, short[] changed, int parity) {
        double sum = 0;
        int count = 0;
        for (int frame = FIRST; (frame + 1) * RoomRig.FRAME <= steady.length; frame++) {
            boolean after = (frame - FIRST) % APART < AFTER;
            if (after && (frame - FIRST) / APART % 2 == parity) {
                double[] one = bands(steady, frame * RoomRig.FRAME);
                double[] other = bands(changed, frame * RoomRig.FRAME);
                double loudest = Arrays.stream(one).max().orElseThrow();
                for (int band = 0; band < one.length; band++) {
                    if (one[band] > loudest - AUDIBLE_DB) {
                        sum += Math.abs(one[band] - other[band]);
                        count++;
                    }
                }
            }
        }
        return sum / count;
    }

    /** Levels of bands from 100 Hz on; all lines of a frame's spectrum that lie in them. */
    private static double[] bands(short[] sound, int from) {
        double[] levels = new double[18];
        double low = 100;
        for (int band = 0; band < levels.length; band++) {
            double high = low * Math.cbrt(2);
            double energy = 1;
            int first = (int) Math.ceil(low * RoomRig.FRAME / RoomRig.RATE);
            int last = (int) Math.ceil(high * RoomRig.FRAME / RoomRig.RATE);
            for (int line = first; line < Math.max(first + 1, last); line++) {
                energy += energy(sound, from, line);
            }
            levels[band] = 10 * Math.log10(energy);
            low = high;
        }
        return levels;
    }

    private static double energy(short[] sound, int from, int line) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < RoomRig.FRAME; i++) {
            double window = 1 - Math.cos(2 * Math.PI * (i + 0.5) / RoomRig.FRAME);
            double phase = 2 * Math.PI * line * i / RoomRig.FRAME;
            re += window * sound[from + i] * Math.cos(phase);
            im += window * sound[from + i] * Math.sin(phase);
        }
        return (re * re + im * im) / RoomRig.FRAME;
    }
}
