package io.ringway.media.leg;

import io.ringway.media.SpeechFormat;
import io.ringway.media.codec.Resampler;
import io.ringway.media.playback.BargeInSettings;
import io.ringway.media.rtp.MediaPacket;
import io.ringway.media.voice.Aggressiveness;
import io.ringway.media.voice.BargeInDetector;
import io.ringway.media.voice.VoiceActivity;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Listens for an interruption in one received stream: by its decoded samples, or, while nothing is
 * decoded, by the levels its packets tell (RFC 6464). Time is that of the sound, so that a burst of
 * late packets is as long as it was spoken.
 *
 * <p>Thread: the decoding stage's. Allocates nothing while nobody interrupts.
 */
final class VoiceWatch {

    private static final int HOP_MS = 10;
    private static final int WIDE_HZ = 16_000;
    private static final int BYTES_PER_SAMPLE = 2;

    /** Pieces of one sound may lie so far apart. */
    private static final long HANGOVER_NS = TimeUnit.MILLISECONDS.toNanos(60);

    /** A packet at least so loud, in −dBov, is taken for speech where only levels are known. */
    private static final int LEAST_LEVEL = 45;

    private static final long PACKET_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Consumer<BargeInDetector.Event> listener;
    private @Nullable BargeInDetector detector;
    private @Nullable SpeechFormat format;
    private @Nullable VoiceActivity voice;
    private @Nullable Resampler resampler;
    private short[] input = new short[0];
    private short[] hop = new short[0];
    private int hopped;
    private long soundNs;

    /**
     * @param listener hears of every event but {@code NONE}
     */
    VoiceWatch(Consumer<BargeInDetector.Event> listener) {
        this.listener = listener;
    }

    /** Begins, begins anew, or stops. */
    void set(BargeInSettings settings) {
        long confirmNs = TimeUnit.MILLISECONDS.toNanos(settings.confirmMs());
        detector = settings.pauses() ? new BargeInDetector(confirmNs, HANGOVER_NS) : null;
        listen();
    }

    /** Says what the samples are from now on. */
    void setFormat(SpeechFormat newFormat) {
        format = newFormat;
        listen();
    }

    /** Takes a stretch of decoded sound. */
    void onPcm(DirectBuffer pcm, int offset, int samplesPerChannel) {
        SpeechFormat current = format;
        if (detector == null || current == null || voice == null) {
            return;
        }
        int chunk = current.rateHz() / 1_000 * HOP_MS;
        for (int from = 0; from < samplesPerChannel; from += chunk) {
            int count = Math.min(chunk, samplesPerChannel - from);
            int start = offset + from * current.channels() * BYTES_PER_SAMPLE;
            take(pcm, start, count, current.channels());
        }
    }

    /** Takes a packet in order, in case nothing is decoded from it. */
    void onPacket(MediaPacket packet) {
        if (detector == null || voice != null) {
            return;
        }
        int level = packet.audioLevel();
        soundNs += PACKET_NS;
        decide(level != MediaPacket.LEVEL_UNKNOWN && level <= LEAST_LEVEL);
    }

    private void listen() {
        SpeechFormat current = format;
        boolean decoded = current != null && current.encoding() == SpeechFormat.Encoding.LINEAR16;
        if (detector == null || !decoded || current == null) {
            voice = null;
            return;
        }
        int rateHz = Math.min(WIDE_HZ, current.rateHz());
        voice = new VoiceActivity(rateHz, Aggressiveness.HIGH);
        resampler = rateHz < current.rateHz() ? new Resampler(current.rateHz(), rateHz, 1) : null;
        input = new short[current.rateHz() / 1_000 * HOP_MS];
        hop = new short[2 * (rateHz / 1_000 * HOP_MS) + 1];
        hopped = 0;
    }

    private void take(DirectBuffer pcm, int offset, int count, int channels) {
        int stride = channels * BYTES_PER_SAMPLE;
        for (int i = 0; i < count; i++) {
            input[i] = pcm.getShort(offset + i * stride, ByteOrder.LITTLE_ENDIAN);
        }
        Resampler down = resampler;
        if (down == null) {
            System.arraycopy(input, 0, hop, hopped, count);
            hopped += count;
        } else {
            hopped += down.process(input, 0, count, hop, hopped);
        }
        int hopSamples = hop.length / 2;
        VoiceActivity current = voice;
        if (current != null && hopped >= hopSamples) {
            soundNs += TimeUnit.MILLISECONDS.toNanos(HOP_MS);
            decide(current.process(hop, 0, hopSamples));
            hopped -= hopSamples;
            System.arraycopy(hop, hopSamples, hop, 0, hopped);
        }
    }

    private void decide(boolean speech) {
        BargeInDetector current = detector;
        if (current != null) {
            BargeInDetector.Event event = current.onFrame(speech, soundNs);
            if (event != BargeInDetector.Event.NONE) {
                listener.accept(event);
            }
        }
    }
}
