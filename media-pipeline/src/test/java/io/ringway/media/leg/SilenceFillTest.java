package io.ringway.media.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.PayloadFormat;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.leg.SentPackets.Sent;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When silence is sent, in virtual time, beside somebody else's packets that pass. */
@Timeout(60)
class SilenceFillTest {

    private static final long MS = HearingLeg.MS;
    private static final int TICKS = 160;
    private static final PayloadFormat PCMU = new PayloadFormat(0, Codec.PCMU, 8_000, 1, false);

    private final UnsafeBuffer payload = new UnsafeBuffer(new byte[TICKS]);
    private int number;

    /** What a network held up comes as it was said, and puts nothing off. */
    @ParameterizedTest
    @ValueSource(ints = {40, 80, 120, 180})
    void shouldPutNothingBetweenPacketsThatWereHeldUp(int heldMs) {
        try (HearingLeg leg = new HearingLeg(PCMU)) {
            start(leg);
            for (int spike = 0; spike < 10; spike++) {
                say(leg, 50, 20);
                leg.runUntil(leg.nowNs + heldMs * MS);
                say(leg, heldMs / 20, 0);
            }
            List<Sent> sent = leg.outlet.packets;
            assertEquals(number, sent.size());
            for (int i = 0; i < sent.size(); i++) {
                assertEquals(sent.getFirst().sequence() + i, sent.get(i).sequence());
                assertEquals(
                        sent.getFirst().timestamp() + (long) i * TICKS, sent.get(i).timestamp());
            }
        }
    }

    /** From 200 ms on, 20 ms apart, without a hole in the numbers. */
    @Test
    void shouldFillWhatIsNotSaid() {
        try (HearingLeg leg = new HearingLeg(PCMU)) {
            start(leg);
            say(leg, 10, 20);
            leg.runUntil(leg.nowNs + 980 * MS);
            List<Sent> sent = leg.outlet.packets;
            assertEquals(10 + (1_000 - 200) / 20, sent.size(), 1);
            for (int i = 1; i < sent.size(); i++) {
                assertEquals(sent.get(i - 1).sequence() + 1, sent.get(i).sequence());
                assertEquals(i == 10, sent.get(i).marker());
                long ticks = sent.get(i).timestamp() - sent.get(i - 1).timestamp();
                long off = Math.abs(ticks - (i == 10 ? 200 * 8 : TICKS));
                assertTrue(off <= (i == 10 ? TICKS : 0), () -> off + " ticks off");
            }
        }
    }

    /** A second of it, then one a second, each where the clock is, and all at once when asked. */
    @Test
    void shouldThinOutAfterASecond() {
        try (HearingLeg leg = new HearingLeg(PCMU)) {
            start(leg, SilencePolicy.SPARSE);
            say(leg, 10, 20);
            leg.runUntil(leg.nowNs + 10_980 * MS);
            List<Sent> sent = leg.outlet.packets;
            int full = 10 + (1_000 - 200) / 20;
            assertEquals(full + 10, sent.size(), 2);
            for (int i = full + 2; i < sent.size(); i++) {
                assertEquals(sent.get(i - 1).sequence() + 1, sent.get(i).sequence());
                assertTrue(sent.get(i).marker());
                long ticks = sent.get(i).timestamp() - sent.get(i - 1).timestamp();
                assertEquals(8_000, (double) ticks, TICKS);
            }
            int before = sent.size();
            say(leg, 10, 20);
            leg.runUntil(leg.nowNs + 780 * MS);
            assertEquals(before + 10 + (1_000 - 200) / 20, sent.size(), 50);
        }
    }

    private static void start(HearingLeg leg) {
        start(leg, SilencePolicy.CONTINUOUS);
    }

    private static void start(HearingLeg leg, SilencePolicy policy) {
        new SilenceFill(policy, leg, leg.outlet, OpusCodecs.of(OpusCodecs.Provider.AUTO))
                .start(leg.nowNs);
    }

    private void say(HearingLeg leg, int packets, int apartMs) {
        for (int i = 0; i < packets; i++) {
            leg.hear(Codec.PCMU, number, (long) number * TICKS, payload, TICKS);
            number++;
            leg.runUntil(leg.nowNs + apartMs * MS);
        }
    }
}
