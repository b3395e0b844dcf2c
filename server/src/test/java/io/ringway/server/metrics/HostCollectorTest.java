package io.ringway.server.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class HostCollectorTest {

    private static final int DATAGRAMS = 200;
    private static final String IPV4 =
            """
            Tcp: RtoAlgorithm RtoMin RcvbufErrors
            Tcp: 1 200 9
            Udp: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors
            Udp: 100 2 3 100 41 6
            UdpLite: InDatagrams RcvbufErrors
            UdpLite: 7 8
            """;

    @TempDir Path folder;

    @Test
    void shouldAddBothFamilies() throws IOException {
        Path ipv4 = Files.writeString(folder.resolve("snmp"), IPV4);
        Path ipv6 =
                Files.writeString(
                        folder.resolve("snmp6"),
                        "Udp6InErrors 5\nUdp6RcvbufErrors   \t1\nUdpLite6RcvbufErrors 4\n");
        assertEquals(42, told(new HostCollector(ipv4, ipv6)));
        assertEquals(41, told(new HostCollector(ipv4, folder.resolve("missing"))));
    }

    @Test
    void shouldSayNothingWhereTheKernelDoesNot() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "Udp: InDatagrams\nUdp: 1\n");
        Path missing = folder.resolve("missing");
        assertEquals(0, new HostCollector(missing, missing).collect().size());
        assertEquals(0, new HostCollector(other, missing).collect().size());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldCountWhatFoundASocketFull() throws IOException {
        HostCollector host = new HostCollector();
        double before = told(host);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (DatagramSocket full = new DatagramSocket(null);
                DatagramSocket sender = new DatagramSocket(0, loopback)) {
            full.setReceiveBufferSize(4_096);
            full.bind(new InetSocketAddress(loopback, 0));
            for (int i = 0; i < DATAGRAMS; i++) {
                sender.send(
                        new DatagramPacket(new byte[1_000], 1_000, full.getLocalSocketAddress()));
            }
        }
        assertTrue(told(host) - before >= DATAGRAMS / 2.0, before + " to " + told(host));
    }

    private static double told(HostCollector host) {
        MetricSnapshots snapshots = host.collect();
        CounterSnapshot counter = (CounterSnapshot) snapshots.get(0);
        return counter.getDataPoints().getFirst().getValue();
    }
}
