package io.ringway.media.bridge;

import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.counters.Counters;
import io.ringway.media.rtp.MediaPacket;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Packets between two shards arrive whole and in order, and the last one is never left lying. */
@JCStressTest
@Outcome(id = "123", expect = Expect.ACCEPTABLE, desc = "All three, in order.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Lost, torn, out of order, or nobody was called.")
@State
public class BridgeRingStress {

    private static final int BYTES = 1 << 12;
    private static final int TORN = 9;
    private static final CounterBlock COUNTERS = new Counters().newBlock("stress");

    /** What the hearing shard has been asked to run. */
    private final ConcurrentLinkedQueue<Runnable> commands = new ConcurrentLinkedQueue<>();

    private final BridgeRing ring = new BridgeRing(BYTES, this::onHeard, commands::offer, COUNTERS);
    private final UnsafeBuffer payload = new UnsafeBuffer(new byte[40]);
    private final MediaPacket packet = new MediaPacket();
    private int heard;

    @Actor
    public void heardShard() {
        for (int number = 1; number <= 3; number++) {
            payload.setMemory(0, 40, (byte) number);
            packet.payload(payload, 0, 10 * number)
                    .position(number, 160L * number)
                    .type(0, false)
                    .times(number, 0);
            ring.onPacket(number, Codec.PCMU, packet);
        }
    }

    @Actor
    public void hearingShard() {
        runCommands();
        runCommands();
    }

    @Arbiter
    public void end(I_Result result) {
        runCommands();
        result.r1 = heard;
    }

    private void runCommands() {
        for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
            command.run();
        }
    }

    private void onHeard(int ssrc, Codec codec, MediaPacket got) {
        boolean whole =
                codec == Codec.PCMU
                        && got.sequence() == ssrc
                        && got.arrivalNs() == ssrc
                        && got.payloadLength() == 10 * ssrc;
        for (int i = 0; whole && i < got.payloadLength(); i++) {
            whole = got.buffer().getByte(got.payloadOffset() + i) == ssrc;
        }
        heard = 10 * heard + (whole ? ssrc : TORN);
    }
}
