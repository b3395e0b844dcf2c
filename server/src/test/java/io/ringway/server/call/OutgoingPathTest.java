package io.ringway.server.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.impairment.Impairment;
import io.ringway.server.impairment.LossModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutgoingPathTest {

    private static final long FRAME_NS = 20_000_000;
    private static final int PACKETS = 500;

    @Test
    void shouldLetPacketsPassAtTheirTimeOnAGoodNetwork() {
        OutgoingPath path = new OutgoingPath(Impairment.NONE);
        path.start(Long.MAX_VALUE - FRAME_NS);
        for (int i = 0; i < 3; i++) {
            path.enter(frame());
            assertEquals(Long.MAX_VALUE - FRAME_NS + i * FRAME_NS, path.dueNs());
            assertEquals(i, path.take().place().index());
        }
        assertEquals(ImpairedPackets.NONE, path.impaired());
    }

    @Test
    void shouldPaceByADriftingClock() {
        OutgoingPath path = new OutgoingPath(new Impairment(LossModel.NONE, 0, 0, 1_000, 1));
        path.start(0);
        for (int i = 0; i < PACKETS; i++) {
            path.enter(frame());
        }
        assertEquals(Math.round(PACKETS * (double) FRAME_NS / 1.001), path.paceNs());
    }

    /** Whatever leaves, whenever it does, says truly where it belongs. */
    @Test
    void shouldKeepPlacesThroughLossAndReordering() {
        Impairment network = new Impairment(new LossModel.Independent(10), 30, 10, 0, 7);
        OutgoingPath path = new OutgoingPath(network);
        List<Departure> left = new ArrayList<>();
        for (int i = 0; i < PACKETS; i++) {
            path.enter(frame());
        }
        while (!path.isEmpty()) {
            left.add(path.take());
        }

        ImpairedPackets impaired = path.impaired();
        assertEquals(PACKETS - left.size(), impaired.dropped());
        assertEquals(PACKETS / 10.0, (double) impaired.dropped(), 20);
        assertEquals(left.size(), impaired.delayed());
        assertEquals(overtaken(left), impaired.reordered());
        assertTrue(impaired.reordered() > 10, impaired.toString());
        for (int i = 0; i < left.size(); i++) {
            Departure packet = left.get(i);
            assertEquals(packet.place().index() * 960, packet.place().rtpTimestamp48k());
            assertTrue(packet.afterNs() >= packet.place().index() * FRAME_NS);
            assertTrue(i == 0 || left.get(i - 1).afterNs() <= packet.afterNs());
        }
    }

    private static long overtaken(List<Departure> left) {
        long highest = -1;
        long overtaken = 0;
        for (Departure packet : left) {
            overtaken += packet.place().index() < highest ? 1 : 0;
            highest = Math.max(highest, packet.place().index());
        }
        return overtaken;
    }

    private static OpusFrame frame() {
        return new OpusFrame(new byte[] {0x48, 0}, 960);
    }
}
