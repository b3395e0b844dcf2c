package io.ringway.bench.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.impairment.LossModel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TraceGridTest {

    private static final int SECONDS = 20;
    private static final EncodedSpeech SPEECH =
            EncodedSpeech.of(new Speech(SyntheticVoice.of(1, 6), "test"), SECONDS, true);

    static List<TracedNetwork> networks() {
        return TraceGrid.rows();
    }

    @Test
    void shouldHoldEveryKindOfNetworkOnce() {
        List<TracedNetwork> rows = TraceGrid.rows();
        assertTrue(rows.size() >= 25 && rows.size() <= 40, rows.size() + " rows");
        Set<String> names = new HashSet<>(rows.stream().map(TracedNetwork::name).toList());
        assertEquals(rows.size(), names.size());
        assertEquals(3, TraceGrid.rows(Pattern.compile("spikes")).size());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void shouldDoTheSameForTheSameSeed(TracedNetwork network) {
        List<TracedPacket> once = network.send(SPEECH, 9).arrivals();
        List<TracedPacket> again = network.send(SPEECH, 9).arrivals();
        assertEquals(once, again);
        assertArrayEquals(once.getFirst().opus(), again.getFirst().opus());
        if (!network.name().matches("clean|drift.*")) {
            assertNotEquals(once, network.send(SPEECH, 10).arrivals());
        }
    }

    /** Packets come in the order told, none before it was sent, the ends are there. */
    @ParameterizedTest
    @MethodSource("networks")
    void shouldMakeTracesThatReceiversCanKnowTheLengthOf(TracedNetwork network) {
        Trace trace = network.send(SPEECH, 1);
        List<TracedPacket> arrivals = trace.arrivals();
        assertEquals(SECONDS * 50, trace.packetsSent());
        assertEquals(SECONDS * 48_000, trace.reference48k().length);
        assertEquals(0, arrivals.getFirst().index());
        assertEquals(trace.packetsSent() - 1, arrivals.getLast().index());
        for (int i = 0; i < arrivals.size(); i++) {
            TracedPacket packet = arrivals.get(i);
            assertTrue(packet.arrivalNs() >= packet.sendNs());
            assertEquals(packet.index() * 960L, packet.rtpTimestamp());
            assertTrue(i == 0 || arrivals.get(i - 1).arrivalNs() <= packet.arrivalNs());
        }
    }

    @Test
    void shouldStopTheLinkNowAndThen() {
        TracedNetwork network = TracedNetwork.of("stops", LossModel.NONE, 0, 0).withSpikes();
        List<TracedPacket> arrivals = network.send(SPEECH, 1).arrivals();
        long longestNs =
                arrivals.stream().mapToLong(p -> p.arrivalNs() - p.sendNs()).max().orElseThrow();
        long delayed = arrivals.stream().filter(p -> p.arrivalNs() > p.sendNs()).count();
        assertTrue(longestNs >= 180_000_000 && longestNs <= 400_000_000, longestNs + " ns");
        assertTrue(delayed >= 20 && delayed <= 120, delayed + " packets");
    }

    @Test
    void shouldSendByADriftingClock() {
        TracedNetwork network = TracedNetwork.of("fast", LossModel.NONE, 0, 0).drifting(300);
        TracedPacket last = network.send(SPEECH, 1).arrivals().getLast();
        double nominalNs = last.rtpTimestamp() / 48.0 * 1e6;
        assertEquals(nominalNs / 1.0003, (double) last.sendNs(), 1.0);
    }
}
