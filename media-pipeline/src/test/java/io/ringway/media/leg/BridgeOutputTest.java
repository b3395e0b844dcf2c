package io.ringway.media.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringway.media.Allocations;
import io.ringway.media.PayloadFormat;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.codec.ComfortNoise;
import io.ringway.media.codec.G711;
import io.ringway.media.codec.OpusCodecs;
import io.ringway.media.leg.SentPackets.Sent;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a bridged leg is sent, in virtual time. */
@Timeout(120)
class BridgeOutputTest {

    private static final long MS = HearingLeg.MS;
    private static final int TICKS = 160;
    private static final PayloadFormat PCMU = new PayloadFormat(0, Codec.PCMU, 8_000, 1, false);
    private static final PayloadFormat PCMA = new PayloadFormat(8, Codec.PCMA, 8_000, 1, false);
    private static final PayloadFormat OPUS = new PayloadFormat(111, Codec.OPUS, 48_000, 2, true);

    private final UnsafeBuffer payload = new UnsafeBuffer(new byte[TICKS]);
    private int sequence = 65_500;
    private long timestamp = 0xFFFF_F000L;
    private double phase;

    /** Numbers begin where the stream is, gaps stay, keys leave none; the payload is untouched. */
    @Test
    void shouldPassPacketsAsTheyAre() {
        try (HearingLeg leg = new HearingLeg(PCMA, PCMU)) {
            for (int i = 0; i < 50; i++) {
                if (i == 20) {
                    skip();
                }
                Codec codec = i == 30 || i == 31 ? Codec.TELEPHONE_EVENT : Codec.PCMU;
                say(leg, codec, 8_000);
                leg.runUntil(leg.nowNs + 20 * MS);
            }
            List<Sent> sent = leg.outlet.packets;
            assertEquals(48, sent.size());
            for (int i = 0; i < sent.size(); i++) {
                assertEquals(100 + i + (i >= 20 ? 1 : 0), sent.get(i).sequence());
                int silent = (i >= 20 ? 1 : 0) + (i >= 30 ? 2 : 0);
                assertEquals(5_000 + (i + silent) * TICKS, sent.get(i).timestamp());
                assertEquals(i == 0, sent.get(i).marker());
            }
        }
    }

    /** From the packet with the first loud sample to the packet with it that is sent. */
    @Test
    void shouldAddLittleDelayWhereItTranscodes() {
        try (HearingLeg leg = new HearingLeg(PCMA)) {
            for (int i = 0; i < 100; i++) {
                say(leg, Codec.PCMU, 0);
                leg.runUntil(leg.nowNs + 20 * MS);
            }
            long burstNs = leg.nowNs;
            say(leg, Codec.PCMU, 8_000);
            for (int i = 1; !loud(leg.outlet.packets.getLast()); i++) {
                leg.runUntil(burstNs + i * MS);
                if (i % 20 == 0) {
                    say(leg, Codec.PCMU, 8_000);
                }
                assertTrue(i < 60, "not sent within 60 ms");
            }
            assertTrue(leg.output.statistics(0).delayMs() < 60);
        }
    }

    /** The other party's codec changes back and forth: one stream, no hole in its numbers. */
    @Test
    void shouldFollowTheCodecWithinOneStream() {
        try (HearingLeg leg = new HearingLeg(PCMA)) {
            for (int i = 0; i < 200; i++) {
                say(leg, i / 50 % 2 == 0 ? Codec.PCMA : Codec.PCMU, 8_000);
                leg.runUntil(leg.nowNs + 20 * MS);
                assertEquals(i / 50 % 2 == 1, leg.output.statistics(0).transcoded());
            }
            List<Sent> sent = leg.outlet.packets;
            for (int i = 1; i < sent.size(); i++) {
                assertEquals(sent.get(i - 1).sequence() + 1, sent.get(i).sequence());
                long ticks = sent.get(i).timestamp() - sent.get(i - 1).timestamp();
                assertTrue(ticks >= TICKS && ticks <= 5 * TICKS, "ticks " + ticks);
            }
            assertTrue(sent.size() > 190, "packets " + sent.size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PCMA", "PCMU"})
    void shouldGiveWayToWhatIsPlayedAndNotBeLateAfterwards(Codec codec) {
        try (HearingLeg leg = new HearingLeg(PCMA)) {
            for (int i = 0; i < 200; i++) {
                say(leg, codec, i >= 80 && i < 120 ? 4_000 : 0);
                if (i == 60) {
                    leg.play(1_600);
                }
                leg.runUntil(leg.nowNs + 20 * MS);
            }
            // What was said while the prompt was played is never heard.
            for (Sent packet : leg.outlet.packets) {
                assertTrue(!loud(packet), "stale sound");
            }
            assertTrue(leg.slab.used() <= 5, "waiting " + leg.slab.used());
        }
    }

    /** A phone with voice activity detection talks to a leg that knows no comfort noise. */
    @Test
    void shouldFillPausesWithTheNoiseTheyAreDescribedWith() {
        try (HearingLeg leg = new HearingLeg(PCMU)) {
            for (int i = 0; i < 20; i++) {
                say(leg, Codec.PCMU, 8_000);
                leg.runUntil(leg.nowNs + 20 * MS);
            }
            int length = new ComfortNoise().white(40).write(payload, 0);
            leg.hear(Codec.COMFORT_NOISE, sequence++, timestamp, payload, length);
            int before = leg.outlet.packets.size();
            leg.runUntil(leg.nowNs + 1_000 * MS);
            timestamp += 50 * TICKS;
            List<Sent> noise = leg.outlet.packets.subList(before + 5, leg.outlet.packets.size());
            assertTrue(noise.size() >= 44, "packets " + noise.size());
            for (Sent packet : noise) {
                // 40 dB below overload is 328 at the mean.
                assertEquals(20 * Math.log10(328), 20 * Math.log10(rms(packet)), 2.5);
            }
            int passed = leg.outlet.packets.size();
            for (int i = 0; i < 20; i++) {
                say(leg, Codec.PCMU, 8_000);
                leg.runUntil(leg.nowNs + 20 * MS);
            }
            assertEquals(passed + 20, leg.outlet.packets.size(), 1);
            assertEquals(false, leg.output.statistics(0).transcoded());
        }
    }

    @Test
    void shouldAllocateNothing() {
        assumeTrue(
                OpusCodecs.of(OpusCodecs.Provider.AUTO).provider() == OpusCodecs.Provider.LIBOPUS,
                "SKIPPED: libopus is missing; apt-get install libopus0");
        try (HearingLeg passing = new HearingLeg(PCMU);
                HearingLeg transcoding = new HearingLeg(OPUS)) {
            passing.outlet.keeping = false;
            transcoding.outlet.keeping = false;
            assertEquals(0, bytesAFrame(passing), "where packets pass");
            assertEquals(0, bytesAFrame(transcoding), "where they are transcoded");
        }
    }

    private long bytesAFrame(HearingLeg leg) {
        Random random = new Random(4);
        for (int i = 0; i < TICKS; i++) {
            payload.putByte(i, G711.MU_LAW.encode((short) random.nextInt(4_000)));
        }
        return Allocations.leastPerCall(
                () -> {
                    leg.hear(Codec.PCMU, sequence++, timestamp, payload, TICKS);
                    timestamp += TICKS;
                    leg.runUntil(leg.nowNs + 20 * MS);
                },
                1_000,
                20);
    }

    private void say(HearingLeg leg, Codec codec, int peak) {
        for (int i = 0; i < TICKS; i++) {
            phase += 2 * Math.PI * 440 / 8_000;
            short sample = (short) (peak * Math.sin(phase));
            G711 law = codec == Codec.PCMA ? G711.A_LAW : G711.MU_LAW;
            payload.putByte(i, law.encode(sample));
        }
        leg.hear(codec, sequence, timestamp, payload, TICKS);
        skip();
    }

    private void skip() {
        sequence++;
        timestamp += TICKS;
    }

    private static boolean loud(Sent packet) {
        for (byte octet : packet.payload()) {
            if (Math.abs(G711.A_LAW.decode(octet)) > 2_000) {
                return true;
            }
        }
        return false;
    }

    private static double rms(Sent packet) {
        double sum = 0;
        for (byte octet : packet.payload()) {
            sum += Math.pow(G711.MU_LAW.decode(octet), 2);
        }
        return Math.sqrt(sum / packet.payload().length);
    }
}
