package io.ringway.server.dial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.LegStatistics;
import io.ringway.server.WavSamples;
import io.ringway.server.call.OggSpeech;
import io.ringway.server.sip.peer.Heard;
import io.ringway.server.system.Await;
import io.ringway.server.system.Stalls;
import io.ringway.server.system.TestSpeech;
import io.ringway.server.turn.Listens;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls placed from the command line's side, against a whole server over loopback. */
@Listens
@Timeout(120)
final class DialSystemTest extends CallsToServer {

    private static TestSpeech speech;
    @TempDir private Path dir;

    @BeforeAll
    static void load() throws Exception {
        speech = TestSpeech.load();
    }

    @ParameterizedTest
    @CsvSource({
        "opus,     OFF,  opus, plain RTP",
        "g722,     OFF,  G722, plain RTP",
        "'pcmu,opus', OFF, PCMU, plain RTP",
        "pcma,     SDES, PCMA, SDES-SRTP",
        "pcma,     DTLS, PCMA, DTLS-SRTP",
    })
    void shouldHearItself(String codecs, MediaProtection protection, String agreed, String security)
            throws Exception {
        Stalls.undisturbed(() -> hearItself(codecs, protection, agreed, security));
    }

    private void hearItself(
            String codecs, MediaProtection protection, String agreed, String security)
            throws Exception {
        Path saved = dir.resolve("echo.wav");
        DialReport report =
                DialPlan.to(server.uri("echo"))
                        .play(speech.write(dir.resolve("speech.wav")))
                        .save(saved)
                        .codecs(codecs)
                        .protection(protection)
                        .run();

        assertEquals(List.of(), report.failures());
        assertEquals(200, report.result().status());
        MediaAgreement agreement = report.result().agreement();
        assertNotNull(agreement);
        assertTrue(agreement.codec().equalsIgnoreCase(agreed), agreement.codec());
        assertTrue(agreement.security().startsWith(security), agreement.security());
        assertEquals("RFC 4733", agreement.keys());
        LegStatistics media = media(report);
        assertEquals(protection == MediaProtection.OFF, media.srtpProfile().equals("plain"));
        assertTrue(media.packetsReceived() >= speech.packets(), media.toString());
        assertEquals(0, media.packetsLost());
        WavSamples heard = WavSamples.read(saved);
        assertEquals(agreement.rateHz(), heard.rateHz());
        Heard.assertPaused(speech, heard);
    }

    private static LegStatistics media(DialReport report) {
        LegStatistics media = report.result().media();
        assertNotNull(media);
        return media;
    }

    @Test
    void shouldSaveAsOgg() throws Exception {
        Stalls.undisturbed(this::saveAsOgg);
    }

    private void saveAsOgg() throws Exception {
        Path saved = dir.resolve("echo.ogg");
        DialReport report =
                DialPlan.to(server.uri("echo") + ";transport=tcp")
                        .play(speech.beginning().write(dir.resolve("speech.wav")))
                        .save(saved)
                        .run();
        assertTrue(report.complete(), report.failures().toString());
        assertEquals(saved, report.saved());
        Heard.assertPaused(speech.beginning(), OggSpeech.decode(saved));
    }

    @Test
    void shouldTellEachStep() throws Exception {
        Steps steps = new Steps();
        String uri = server.uri("echo");
        DialSettings settings = DialPlan.to(uri).codecs("pcma").seconds(0.3).settings();
        DialReport report = new Dialer(settings).run(steps);
        assertTrue(report.complete(), report.failures().toString());
        assertEquals("calling " + uri + " by 127.0.0.1:%d/udp".formatted(port(uri)), first(steps));
        assertTrue(steps.steps().contains("ringing"), steps.steps().toString());
        assertTrue(
                steps.steps().getLast().matches("answered after \\d+ ms: PCMA, plain RTP, keys.*"),
                steps.steps().toString());
        List<String> ladder = steps.ladder();
        assertEquals("--> INVITE " + uri + " +SDP", ladder.getFirst());
        assertTrue(ladder.contains("<-- 200 OK (INVITE) +SDP"), ladder.toString());
        assertTrue(ladder.stream().anyMatch(line -> line.startsWith("--> ACK ")));
        assertTrue(ladder.stream().anyMatch(line -> line.startsWith("--> BYE ")));
        assertEquals("<-- 200 OK (BYE)", ladder.getLast());
    }

    private static String first(Steps steps) {
        return steps.steps().getFirst();
    }

    private static int port(String uri) {
        return SipAddress.parse(uri).port();
    }

    @ParameterizedTest
    @CsvSource({"OFF", "SDES"})
    void shouldPressKeys(MediaProtection protection) throws Exception {
        DialReport report =
                DialPlan.to(server.uri("echo"))
                        .protection(protection)
                        .keys("12#D")
                        .seconds(1)
                        .run();
        assertTrue(report.complete(), report.failures().toString());
        // An echo of events that were held up on the way may repeat one.
        String heard = report.result().keysHeard().replaceAll("(.)\\1+", "$1");
        assertEquals("12#D", heard, "keys that the echo sent back");
    }

    @Test
    void shouldHangUpWhenStopped() throws Exception {
        Path file = speech.write(dir.resolve("speech.wav"));
        DialSettings settings = DialPlan.to(server.uri("echo")).play(file).loop().settings();
        Steps steps = new Steps();
        Dialer dialer = new Dialer(settings);
        CompletableFuture<DialReport> report =
                CompletableFuture.supplyAsync(
                        () -> run(dialer, steps), task -> Thread.ofVirtual().start(task));
        Await.until(
                "the call is answered",
                Duration.ofSeconds(20),
                steps::steps,
                all -> all.stream().anyMatch(step -> step.startsWith("answered")));
        dialer.stop();
        DialReport told = report.get(20, TimeUnit.SECONDS);
        assertTrue(told.failures().getFirst().startsWith("stopped after "), told.toString());
        assertEquals("<-- 200 OK (BYE)", steps.ladder().getLast());
    }

    private static DialReport run(Dialer dialer, Steps steps) {
        try {
            return dialer.run(steps);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldLeaveNoThreads() throws Exception {
        DialPlan plan = DialPlan.to(server.uri("echo")).seconds(0.2);
        assertTrue(plan.run().complete());
        server.awaitIdle();
        Set<String> before = threads();
        assertTrue(plan.run().complete());
        Await.until(
                "no more threads than before",
                Duration.ofSeconds(10),
                DialSystemTest::threads,
                before::containsAll);
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
