package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.sip.phone.Phone;
import io.ringway.server.sip.phone.PhoneCall;
import io.ringway.server.sip.phone.RtpPacket;
import io.ringway.server.sip.phone.SipText;
import io.ringway.server.system.TestSpeech;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a bridge adds between mouth and ear: bursts of sound, timed at both ends. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class BridgeDelaySystemTest {

    private static final int BURSTS = 15;
    private static final int APART = 10;
    private static final int SAMPLES = TestSpeech.RATE_HZ / 50;

    /** Sign and quiet steps of A-law are below, with its alternate bits inverted (G.711). */
    private static final int LOUD = 0x50;

    private Phone bob;
    private SipServer server;

    @BeforeEach
    void start(TestInfo test) throws Exception {
        bob = Phone.listening();
        server =
                SipServer.start(
                        PeerFolder.of(test),
                        new SipServerPlan().route("to:bob via:* -> " + bob.uri()));
    }

    @AfterEach
    void close() throws Exception {
        bob.close();
        server.close();
    }

    /** On a machine with nothing else to do; the bounds leave room for one that has. */
    @ParameterizedTest
    @CsvSource({"0, PCMU, 60", "8, PCMA, 120"})
    void shouldAddLittle(int payloadType, String codec, double mostMs, TestReporter reporter)
            throws Exception {
        try (Phone alice = Phone.udp(server.sipPort())) {
            PhoneCall call = alice.callTo("bob");
            call.invite(alice.media().offer());
            SipText invite = bob.awaitInvite();
            bob.media().talkTo(invite.mediaPort());
            List<String> type = List.of("Content-Type: application/sdp");
            String answer =
                    bob.media()
                            .offer()
                            .replace("RTP/AVP 0", "RTP/AVP " + payloadType)
                            .replace("rtpmap:0 PCMU", "rtpmap:" + payloadType + " " + codec);
            bob.respond(invite, "200 OK", type, answer);
            call.answered();
            alice.media().speak(new short[2 * TestSpeech.RATE_HZ]);
            long firstNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20L * (APART - 1));
            alice.media().speak(bursts());
            alice.media().speak(new short[TestSpeech.RATE_HZ / 2]);
            List<Double> delaysMs = delaysMs(firstNs, payloadType);
            double medianMs = delaysMs.get(delaysMs.size() / 2);
            reporter.publishEntry("median ms to " + codec, "%.1f".formatted(medianMs));
            assertTrue(medianMs < mostMs, codec + ": " + delaysMs + " ms");
            call.hangUp();
        }
    }

    /** 1 kHz in every tenth packet. */
    private static short[] bursts() {
        short[] sound = new short[BURSTS * APART * SAMPLES];
        for (int n = 0; n < sound.length; n++) {
            boolean burst = n / SAMPLES % APART == APART - 1;
            sound[n] = (short) (burst ? 16_000 * Math.cos(Math.PI * n / 4) : 0);
        }
        return sound;
    }

    /** From the packet with a burst to the first packet with some of it, sorted. */
    private List<Double> delaysMs(long firstNs, int payloadType) {
        long apartNs = TimeUnit.MILLISECONDS.toNanos(20L * APART);
        List<Double> delaysMs = new ArrayList<>();
        long sentNs = firstNs;
        for (RtpPacket packet : bob.media().received()) {
            if (loud(packet, payloadType) && packet.atNs() - sentNs > 0) {
                delaysMs.add((packet.atNs() - sentNs) / 1e6);
                while (sentNs - packet.atNs() <= 0) {
                    sentNs += apartNs;
                }
            }
        }
        assertTrue(delaysMs.size() >= BURSTS - 2, delaysMs.size() + " bursts arrived");
        return delaysMs.stream().sorted().toList();
    }

    private static boolean loud(RtpPacket packet, int payloadType) {
        int mask = payloadType == 8 ? 0x55 : 0xFF;
        for (byte octet : packet.payload()) {
            if (packet.payloadType() == payloadType && ((octet ^ mask) & 0x7F) >= LOUD) {
                return true;
            }
        }
        return false;
    }
}
