package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.server.sip.phone.Phone;
import io.ringway.server.sip.phone.PhoneCall;
import io.ringway.server.sip.phone.PhoneCodec;
import io.ringway.server.sip.phone.RtpEnd;
import io.ringway.server.sip.phone.RtpPacket;
import io.ringway.server.sip.phone.SipText;
import io.ringway.server.turn.Listens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

/**
 * What a bridge adds between mouth and ear: bursts of sound, timed at both ends, what the codecs
 * hold back included. With the system property {@value #FIGURES} the figures are appended to that
 * file, and have to be those of a machine with nothing else to do; see {@code perf/bridge-delay}.
 */
@Listens
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class BridgeDelaySystemTest {

    private static final String FIGURES = "ringway.figures";
    private static final double MOST_MS = 60;

    /** Of a machine that does other things as well. */
    private static final double MOST_BUSY_MS = 120;

    private static final int BURSTS = 15;
    private static final int APART = 10;
    private static final int LEAD = 100;
    private static final int TAIL = 25;
    private static final int LOUD = 4_000;

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

    @ParameterizedTest
    @CsvSource({"PCMU, PCMU", "PCMU, PCMA", "PCMU, OPUS", "OPUS, PCMU"})
    void shouldAddLittle(PhoneCodec said, PhoneCodec heard, TestReporter reporter)
            throws Exception {
        try (Phone alice = Phone.udp(server.sipPort())) {
            PhoneCall call = alice.callTo("bob");
            call.invite(alice.media().offer(said));
            SipText invite = bob.awaitInvite();
            bob.media().talkTo(invite.mediaPort());
            List<String> type = List.of("Content-Type: application/sdp");
            bob.respond(invite, "200 OK", type, bob.media().offer(heard));
            call.answered();
            List<byte[]> packets = said.encode(bursts());
            long startNs = System.nanoTime();
            alice.media().speak(said, packets);
            long firstNs = startNs + TimeUnit.MILLISECONDS.toNanos(20L * (LEAD + APART - 1));
            List<Double> delaysMs = delaysMs(firstNs, heard);
            double medianMs = delaysMs.get(delaysMs.size() / 2);
            String way = said + " to " + heard;
            reporter.publishEntry("median ms, " + way, "%.1f".formatted(medianMs));
            publish(way, medianMs, delaysMs);
            assertTrue(medianMs < mostMs(said == heard), way + ": " + delaysMs + " ms");
            call.hangUp();
        }
    }

    private static double mostMs(boolean passes) {
        boolean quiet = System.getProperty(FIGURES) != null;
        return quiet || passes ? MOST_MS : MOST_BUSY_MS;
    }

    private static void publish(String way, double medianMs, List<Double> delaysMs)
            throws IOException {
        String file = System.getProperty(FIGURES);
        if (file == null) {
            return;
        }
        String line =
                "%-14s %8.1f %8.1f %8.1f %7d%n"
                        .formatted(
                                way,
                                medianMs,
                                delaysMs.getFirst(),
                                delaysMs.getLast(),
                                delaysMs.size());
        Files.writeString(
                Path.of(file), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** 1 kHz in every tenth packet, between two silences. */
    private static short[] bursts() {
        short[] sound = new short[(LEAD + BURSTS * APART + TAIL) * RtpEnd.SAMPLES];
        for (int packet = LEAD + APART - 1; packet < LEAD + BURSTS * APART; packet += APART) {
            for (int i = 0; i < RtpEnd.SAMPLES; i++) {
                double sample = 16_000 * Math.cos(Math.PI * i / 4);
                sound[packet * RtpEnd.SAMPLES + i] = (short) sample;
            }
        }
        return sound;
    }

    /** From the packet with a burst to the first packet with some of it, sorted. */
    private List<Double> delaysMs(long firstNs, PhoneCodec heard) {
        List<RtpPacket> packets =
                bob.media().received().stream()
                        .filter(packet -> packet.payloadType() == heard.payloadType())
                        .toList();
        List<Integer> peaks = heard.peaks(packets.stream().map(RtpPacket::payload).toList());
        long apartNs = TimeUnit.MILLISECONDS.toNanos(20L * APART);
        List<Double> delaysMs = new ArrayList<>();
        long sentNs = firstNs;
        for (int i = 0; i < packets.size(); i++) {
            long atNs = packets.get(i).atNs();
            if (peaks.get(i) >= LOUD && atNs - sentNs > 0) {
                delaysMs.add((atNs - sentNs) / 1e6);
                while (sentNs - atNs <= 0) {
                    sentNs += apartNs;
                }
            }
        }
        assertTrue(delaysMs.size() >= BURSTS - 2, delaysMs.size() + " bursts arrived");
        return delaysMs.stream().sorted().toList();
    }
}
