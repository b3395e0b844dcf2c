package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.server.sip.phone.G711;
import io.ringway.server.sip.phone.RtpEnd;
import io.ringway.server.sip.phone.RtpPacket;
import io.ringway.server.system.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What an echo sends back, packet by packet. A server may fill with silence whatever nobody speaks
 * in, so that silent packets count on neither side.
 */
final class EchoedPackets {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** Of a sample in a packet of silence, coded either way around zero. */
    private static final int SILENT = 8;

    private EchoedPackets() {}

    /** Waits until as much sound is back as was said; fails unless it is the same. */
    static void assertWhole(short[] said, RtpEnd media) throws Exception {
        List<byte[]> sent = new ArrayList<>();
        for (int from = 0; from < said.length; from += RtpEnd.SAMPLES) {
            byte[] payload = G711.encode(said, from, RtpEnd.SAMPLES);
            if (audible(payload)) {
                sent.add(payload);
            }
        }
        Await.until(
                sent.size() + " packets come back",
                LIMIT,
                () -> heard(media).size(),
                count -> count >= sent.size());
        List<byte[]> back = heard(media);
        assertEquals(sent.size(), back.size());
        for (int i = 0; i < back.size(); i++) {
            assertArrayEquals(sent.get(i), back.get(i), "packet " + i);
        }
    }

    /** Payloads of what was received that are not silence. */
    static List<byte[]> heard(RtpEnd media) {
        return media.received().stream()
                .map(RtpPacket::payload)
                .filter(EchoedPackets::audible)
                .toList();
    }

    private static boolean audible(byte[] payload) {
        for (byte octet : payload) {
            if (Math.abs(G711.decode(octet)) > SILENT) {
                return true;
            }
        }
        return false;
    }
}
