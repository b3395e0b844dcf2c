package io.ringway.media.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.AudioSection;
import io.ringway.media.CloseReason;
import io.ringway.media.EchoPolicy;
import io.ringway.media.LegEvent;
import io.ringway.media.OpusPlacement;
import io.ringway.media.PayloadFormat;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.PlayRequest;
import io.ringway.media.SpeechFormat;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.segment.SpeechServer;
import io.ringway.proto.AudioSegment;
import io.ringway.proto.SegmentFlag;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes back of what was said, played out in real time, in every layout of threads. */
@ParameterizedClass
@EnumSource(PipelineLayout.class)
@Timeout(60)
class EnginePlayedEchoTest {

    private static final int RATE = 16_000;
    private static final int TICKS = LoopbackCall.SAMPLES_48K;
    private static final long FRAME_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int RED = 63;
    private static final int WINDOW = RATE / 5;

    /** Room for the playout's first delay, and for machines that are busy. */
    private static final int MOST_DELAY = RATE / 2;

    /** Packets that may be held while a word is on its way. */
    private static final int MOST_WAITING = 20;

    private final Counters counters = new Counters();
    private final SpeechServer service = SpeechServer.start(0);
    private final SpeechServer farService = SpeechServer.start(0);
    private final PlayingService playing = new PlayingService(service);
    private final ForwardedSpeech far = new ForwardedSpeech(farService);
    private final UdpMediaEngine callers;
    private final UdpMediaEngine callees;

    EnginePlayedEchoTest(PipelineLayout layout) throws IOException {
        callers = Engines.start(new Counters(), layout, farService.port());
        callees = Engines.start(counters, layout, service.port(), EchoPolicy.PLAYOUT);
    }

    @AfterEach
    void close() {
        callers.close();
        callees.close();
        service.close();
        farService.close();
        assertEquals(0, counters.total(Counter.DROP_HANDLER_ERROR));
    }

    @Test
    void shouldComeBackWithoutAHole() throws Exception {
        short[] said = saying(4);
        LoopbackCall call = call("echo", opus());
        say(call, said);
        assertAlike(PlayedSpeech.coded16k(said), heard(call, 4 * 50 + 5), 0.8);
        end(call);
    }

    /** A telephone line: 8 kHz both ways, and an RTP clock of 8 kHz. */
    @Test
    void shouldComeBackInG711() throws Exception {
        short[] said = saying(2);
        LoopbackCall call = call("pcmu", new PayloadFormat(0, Codec.PCMU, 8_000, 1, false));
        say(call, said);
        assertAlike(every(said, 3), heard(call, 2 * 50 + 5), 0.8);
        end(call);
    }

    /** Of twelve packets one is lost; the next one brings its copy. */
    @Test
    void shouldMakeUseOfRedundancy() throws Exception {
        short[] said = saying(3);
        LoopbackCall call = open("red");
        var asOpus = new PayloadFormat(RED, Codec.OPUS, 48_000, 2, false);
        var asRed = new PayloadFormat(RED, Codec.RED, 48_000, 2, false);
        call.caller.setAudio(List.of(section(1_000, asOpus, opus())));
        call.callee.setAudio(List.of(section(2_000, opus(), asRed)));
        connect(call);
        List<byte[]> packets = PlayedSpeech.packets(said);
        long dueNs = System.nanoTime();
        for (int i = 1; i < packets.size(); i++, dueNs += FRAME_NS) {
            OpusPlacement place = new OpusPlacement(i, (long) i * TICKS, TICKS);
            byte[] payload = withCopy(packets.get(i - 1), packets.get(i));
            assertTrue(i % 12 == 0 || call.caller.sendOpus(place, payload));
            await(dueNs + FRAME_NS);
        }
        assertAlike(PlayedSpeech.coded16k(said), heard(call, 3 * 50), 0.8);
        end(call);
    }

    @Test
    void shouldStopAndBeginAgain() throws Exception {
        LoopbackCall call = call("stop", opus());
        say(call, saying(20));
        heard(call, 30);
        call.callee.setEcho(false);
        long packets = LoopbackCall.statistics(call.callee).packetsSent();
        long received = LoopbackCall.statistics(call.callee).packetsReceived();
        LoopbackCall.awaitStatistics(call.callee, s -> s.packetsReceived() >= received + 25);
        // One frame may have been due already.
        assertTrue(LoopbackCall.statistics(call.callee).packetsSent() - packets <= 1);
        call.callee.setEcho(true);
        LoopbackCall.awaitStatistics(call.callee, s -> s.packetsSent() >= packets + 25);
        end(call);
    }

    @Test
    void shouldFollowASenderWhoseSsrcChanges() throws Exception {
        LoopbackCall call = call("ssrc", opus());
        say(call, saying(20));
        heard(call, 30);
        call.caller.setAudio(List.of(section(1_001, opus())));
        int before = heard(call, 1).size();
        short[] echo = pcm(heard(call, before + 140));
        short[] latest = Arrays.copyOfRange(echo, echo.length - 5 * RATE / 2, echo.length);
        short[] word = Arrays.copyOf(PlayedSpeech.coded16k(saying(1)), RATE / 2);
        double correlation = PlayedSpeech.correlation(word, latest, 2 * RATE);
        assertTrue(correlation > 0.8, "correlation " + correlation);
        end(call);
    }

    /** While a prompt is played nothing is echoed, and what was said then is not echoed later. */
    @Test
    void shouldGiveWayToWhatIsPlayed() throws Exception {
        LoopbackCall call = call("prompt", opus());
        say(call, saying(20));
        heard(call, 30);
        playing.play("prompt", new short[2 * RATE], RATE);
        playing.mark("prompt", "end");
        assertEquals(0, playing.awaitMark("end").getUnplayedSamples());
        heard(call, heard(call, 1).size() + 50);
        assertTrue(
                ResourceUse.slots(callees) <= MOST_WAITING,
                "waiting " + ResourceUse.slots(callees));
        end(call);
    }

    private LoopbackCall open(String id) {
        LoopbackCall call = new LoopbackCall(callers, callees, id, SpeechFormat.LINEAR16_16K);
        call.caller.setSpeechFormat(SpeechFormat.LINEAR16_16K);
        call.callee.setEcho(true);
        return call;
    }

    private LoopbackCall call(String id, PayloadFormat format) throws Exception {
        LoopbackCall call = open(id);
        call.caller.setAudio(List.of(section(1_000, format)));
        call.callee.setAudio(List.of(section(2_000, format)));
        connect(call);
        return call;
    }

    private static void connect(LoopbackCall call) throws InterruptedException {
        call.connect();
        call.awaitMedia();
    }

    private static PayloadFormat opus() {
        return new PayloadFormat(LoopbackCall.OPUS, Codec.OPUS, 48_000, 2, true);
    }

    private static AudioSection section(long ssrc, PayloadFormat... formats) {
        return new AudioSection("0", List.of(formats), true, true, List.of(), ssrc, 0, 0);
    }

    /** The caller says it, paced by its own engine. */
    private static void say(LoopbackCall call, short[] pcm48k) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * pcm48k.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(pcm48k);
        assertTrue(call.caller.play(new PlayRequest.Pcm(bytes.array(), 48_000, 1)));
    }

    /** A word again and again. */
    private static short[] saying(int seconds) throws IOException {
        short[] word = PlayedSpeech.spoken48k();
        short[] saying = new short[48_000 * seconds];
        for (int i = 0; i < saying.length; i++) {
            saying[i] = word[i % word.length];
        }
        return saying;
    }

    private static short[] every(short[] pcm, int nth) {
        short[] fewer = new short[pcm.length / nth];
        for (int i = 0; i < fewer.length; i++) {
            fewer[i] = pcm[nth * i];
        }
        return fewer;
    }

    private static void await(long deadlineNs) {
        for (long left = 1; left > 0; left = deadlineNs - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** One redundant block a packet ago, then the packet (RFC 2198 §3). */
    private static byte[] withCopy(byte[] before, byte[] packet) {
        int block = (TICKS << 10) | before.length;
        return ByteBuffer.allocate(5 + before.length + packet.length)
                .put((byte) (0x80 | LoopbackCall.OPUS))
                .put((byte) (block >> 16))
                .put((byte) (block >> 8))
                .put((byte) block)
                .put((byte) LoopbackCall.OPUS)
                .put(before)
                .put(packet)
                .array();
    }

    private List<AudioSegment> heard(LoopbackCall call, int segments) throws InterruptedException {
        return new ArrayList<>(far.await(call.caller.sessionId(), segments));
    }

    /** A packet every 20 ms, none lost on the way back, and what was said in them. */
    private static void assertAlike(short[] said, List<AudioSegment> echo, double least) {
        assertContinuous(echo);
        short[] heard = pcm(echo);
        double product = 0;
        double energy = 0;
        for (int at = 0; at + WINDOW <= said.length - MOST_DELAY; at += WINDOW) {
            short[] window = Arrays.copyOfRange(said, at, at + WINDOW);
            double power = 0;
            for (short sample : window) {
                power += (double) sample * sample;
            }
            int from = Math.max(0, at - MOST_DELAY);
            short[] there = Arrays.copyOfRange(heard, from, at + WINDOW + MOST_DELAY);
            product += power * PlayedSpeech.correlation(window, there, 2 * MOST_DELAY);
            energy += power;
        }
        assertTrue(product / energy >= least, "correlation " + product / energy);
    }

    private static void assertContinuous(List<AudioSegment> echo) {
        for (int i = 1; i < echo.size(); i++) {
            AudioSegment segment = echo.get(i);
            long ticks = segment.getRtpTimestamp() - echo.get(i - 1).getRtpTimestamp();
            long clockHz = ticks < TICKS ? 8_000 : 48_000;
            assertEquals(clockHz / 50, ticks, "before segment " + i);
            assertEquals(0, segment.getFlags() & ~SegmentFlag.SILENCE_VALUE, "segment " + i);
        }
    }

    private static short[] pcm(List<AudioSegment> segments) {
        ByteBuffer bytes =
                ByteBuffer.allocate(segments.stream().mapToInt(s -> s.getPayload().size()).sum());
        segments.forEach(segment -> segment.getPayload().copyTo(bytes));
        short[] pcm = new short[bytes.capacity() / 2];
        bytes.flip().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(pcm);
        return pcm;
    }

    /** Nothing of the leg is left, the slots of what waited to be played included. */
    private void end(LoopbackCall call) throws Exception {
        call.caller.close(CloseReason.LOCAL_HANGUP);
        call.calleeEvents.await(LegEvent.Closed.class);
        Await.until(
                10,
                () -> ResourceUse.slots(callees) + " slots are held",
                () -> ResourceUse.slots(callees) == 0);
    }
}
