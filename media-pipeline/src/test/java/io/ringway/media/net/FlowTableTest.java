package io.ringway.media.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

class FlowTableTest {

    private static final InetSocketAddress A = at(1_000);

    private final FlowTable flows = new FlowTable(2);

    /** Somebody who lives at an address; nothing is ever delivered. */
    private record Resident(String name) implements PacketTarget {
        @Override
        public MediaRing ring() {
            throw new UnsupportedOperationException(name + " has no ring");
        }

        @Override
        public void onDtls(DirectBuffer bytes, int length) {
            throw new UnsupportedOperationException(name + " takes no DTLS");
        }

        @Override
        public void onPacket(PacketEvent event, long nowNs) {
            throw new UnsupportedOperationException(name + " takes no packets");
        }
    }

    @Test
    void shouldForgetAnAddressWithItsLastResident() {
        Resident first = new Resident("first");
        Resident second = new Resident("second");
        assertTrue(flows.validate(A, first));
        assertTrue(flows.validate(A, first), "once more changes nothing");
        assertTrue(flows.validate(A, second));
        assertEquals(1, flows.size());
        Flow flow = flows.find(A);
        assertNotNull(flow);
        assertEquals(2, flow.claimants());
        assertSame(first, flow.claimant(0), "a later claim takes nothing from an earlier one");

        flows.remove(A, first);
        assertSame(second, flow.claimant(0));
        flows.remove(A, first);
        flows.remove(A, new Resident("stranger"));
        assertEquals(1, flow.claimants());
        flows.remove(A, second);
        assertNull(flows.find(A));
        assertEquals(0, flows.size());
    }

    @Test
    void shouldBoundAddressesAndResidents() {
        for (int i = 0; i < Flow.MAX_CLAIMANTS; i++) {
            assertTrue(flows.validate(A, new Resident("r" + i)));
        }
        Resident last = new Resident("one too many");
        assertFalse(flows.validate(A, last));
        Flow flow = flows.find(A);
        assertNotNull(flow);
        assertEquals(Flow.MAX_CLAIMANTS, flow.claimants());
        assertEquals(new Resident("r0"), flow.claimant(0), "older ones stay");
        assertSame(last, flow.claimant(Flow.MAX_CLAIMANTS - 1), "the newest made room");
        assertTrue(flows.validate(at(1_001), new Resident("neighbour")));
        assertFalse(flows.validate(at(1_002), new Resident("no room")));
        assertEquals(2, flows.size());
    }

    private static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
