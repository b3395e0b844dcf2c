package io.ringway.media.leg;

import io.ringway.media.AudioSection;
import io.ringway.media.codec.AudioSource;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.codec.OpusPacket;
import io.ringway.media.codec.OpusVoice;
import io.ringway.media.counters.Counter;
import io.ringway.media.leg.FramePacer.Outcome;
import io.ringway.media.playback.PlaybackQueue;
import io.ringway.media.playback.PlaybackRoom;
import io.ringway.media.playback.PlaybackStatus;
import io.ringway.media.rtp.AudioLevel;
import io.ringway.media.shard.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Sends a leg audio at the pace of the call: every 20 ms, or 10, a piece is pulled from whoever has
 * something to say; as many as the remote side wants in a packet are encoded as negotiated and
 * stamped right behind what was sent before. What is played goes before any other source and
 * replaces it while it lasts.
 *
 * <p>Where speech ends, or keys begin, in the middle of a packet, a shorter one is sent.
 *
 * <p>Thread: the leg's shard. Allocates nothing once warm, with libopus.
 */
final class PacedTransmission implements FramePacer.Frames, AutoCloseable {

    static final int FRAME_MS = 20;

    /** Softer than this, in −dBov, is not told as voice (RFC 6464 §3). */
    private static final int SOFTEST_VOICE = 60;

    private final Stage shard;
    private final PacketOutlet outlet;
    private final PlaybackQueue playback;
    private final FrameEncoder encoder;
    private final FramePacer pacer;
    private final KeySender keys;
    private final CollectedFrame frame = new CollectedFrame();
    private @Nullable AudioSource source;

    PacedTransmission(
            Stage shard,
            PacketOutlet outlet,
            PlaybackQueue playback,
            PlaybackRoom room,
            OpusCodecs codecs,
            OpusVoice voice) {
        this.shard = shard;
        this.outlet = outlet;
        this.playback = playback;
        this.encoder = new FrameEncoder(codecs, voice);
        this.keys = new KeySender(outlet, room);
        this.pacer = new FramePacer(shard.deadlines(), FRAME_MS, this);
    }

    /**
     * Sends what that source has while nothing is played.
     *
     * @param newSource mono, at the rate of the encoder ({@link #rateHz}); null for none
     */
    void setSource(@Nullable AudioSource newSource, long nowNs) {
        source = newSource;
        wake(nowNs);
    }

    /** Sends telephone keys, for which room was taken, before anything else. */
    void press(String digits, int durationMs, long nowNs) {
        keys.add(digits, durationMs);
        wake(nowNs);
    }

    /** Whether telephone keys are to be sent. */
    boolean pressing() {
        return keys.pending();
    }

    /** The rate of the present encoder, which a source has to have. */
    int rateHz() {
        AudioSection section = outlet.sendingSection();
        if (section != null && encoder.use(section)) {
            tune(section);
        }
        return playback.rateHz();
    }

    /** There may be something to send from that time on. */
    void wake(long firstDueNs) {
        if (outlet.ready()) {
            outlet.setPaced(true);
            pacer.start(firstDueNs);
        }
    }

    /**
     * The far end reported on one of our streams.
     *
     * @param fractionLost in 256ths, since the report before (RFC 3550 §6.4.1)
     */
    void onReport(int ssrc, int fractionLost, long nowNs) {
        AudioSection section = outlet.sendingSection();
        if (section != null && (int) section.localSsrc() == ssrc) {
            encoder.onReport(fractionLost, nowNs);
        }
    }

    @Override
    public Outcome next(boolean talkSpurt, long dueNs) {
        AudioSection section = outlet.sendingSection();
        OutboundStream stream = section == null ? null : outlet.find(section);
        if (section == null || stream == null || !outlet.ready() || !encoder.use(section)) {
            return over();
        }
        tune(section);
        if (keys.pending()) {
            sendCollected(section, stream);
            passOver(dueNs);
            return keys.next(section, stream, talkSpurt, frame.pieceMs(), dueNs);
        }
        if (playback.state() == PlaybackStatus.State.PLAYING) {
            passOver(dueNs);
        }
        if (playback.read(frame.piece(), frame.piece().length, dueNs)) {
            return collect(section, stream, talkSpurt, dueNs);
        }
        AudioSource other = source;
        boolean fits = other != null && other.rateHz() == encoder.rateHz();
        if (other != null && fits && other.read(frame.piece(), frame.piece().length, dueNs)) {
            return collect(section, stream, talkSpurt, dueNs);
        }
        sendCollected(section, stream);
        return other == null ? over() : Outcome.SILENT;
    }

    @Override
    public void close() {
        pacer.stop();
        keys.clear();
        encoder.close();
    }

    /** What the other source says while something else is sent is not heard, nor heard later. */
    private void passOver(long dueNs) {
        AudioSource other = source;
        if (other != null && other.rateHz() == encoder.rateHz()) {
            other.read(frame.piece(), frame.piece().length, dueNs);
        }
    }

    private Outcome over() {
        frame.clear();
        outlet.setPaced(false);
        return Outcome.OVER;
    }

    private void tune(AudioSection section) {
        if (frame.tune(encoder.rateHz(), section.packetTimeMs())) {
            playback.tune(encoder.rateHz(), encoder.lookaheadSamples());
        }
        pacer.setFrameMs(frame.pieceMs());
    }

    private Outcome collect(
            AudioSection section, OutboundStream stream, boolean talkSpurt, long dueNs) {
        frame.add(talkSpurt, dueNs);
        return frame.isFull() ? sendCollected(section, stream) : Outcome.SENT;
    }

    private Outcome sendCollected(AudioSection section, OutboundStream stream) {
        if (frame.isEmpty()) {
            return Outcome.SILENT;
        }
        Outcome outcome = send(section, stream);
        frame.clear();
        playback.onSent();
        return outcome;
    }

    private Outcome send(AudioSection section, OutboundStream stream) {
        int levelId = section.levelExtensionId();
        int header = OutboundStream.ownHeaderBytes(levelId);
        int samples = frame.samples();
        int bytes =
                encoder.encode(
                        frame.pcm(), samples, outlet.plain(), header, OpusPacket.MAX_FRAME_BYTES);
        if (bytes < 0) {
            shard.counters().increment(Counter.ofCode(bytes));
            return Outcome.SILENT;
        }
        if (bytes <= encoder.silentBytes()) {
            return Outcome.SILENT;
        }
        int level = AudioLevel.ofPcm(frame.pcm(), 0, samples);
        stream.writeOwnHeader(
                frame.talkSpurt(),
                encoder.payloadType(),
                encoder.ticksOf(samples),
                bytes,
                levelId,
                AudioLevel.elementOf(level, level <= SOFTEST_VOICE),
                outlet.plain(),
                frame.dueNs());
        if (outlet.send(header + bytes)) {
            shard.counters().increment(Counter.PLAYED_FRAMES);
        }
        return Outcome.SENT;
    }
}
