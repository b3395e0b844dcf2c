package io.ringway.server.dial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringway.server.WavSamples;
import io.ringway.server.sip.peer.FreePort;
import io.ringway.server.sip.peer.Heard;
import io.ringway.server.sip.phone.Phone;
import io.ringway.server.sip.phone.PhoneCall;
import io.ringway.server.system.Await;
import io.ringway.server.system.Stalls;
import io.ringway.server.system.TestServer;
import io.ringway.server.system.TestSpeech;
import io.ringway.server.turn.Listens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code ringway demo} starts, with no file of users or routes and no service beside it: only
 * its ports and folders are not the usual ones.
 */
@Listens
@Timeout(value = 180, unit = TimeUnit.SECONDS)
final class DemoSystemTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir private Path folder;
    private TestSpeech speech;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        speech = TestSpeech.load().beginning();
        server =
                TestServer.start(
                        folder,
                        Map.of(
                                "sip", "true",
                                "sip-listen-address", "127.0.0.1",
                                "sip-listen-port", Integer.toString(FreePort.next()),
                                "sip-tls-port", "off",
                                "sip-ws-port", "off",
                                "sip-wss-port", "off"));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void shouldEchoAPhone() throws Exception {
        try (Phone phone = Phone.udp(server.sipPort())) {
            PhoneCall call = phone.call("echo");
            phone.media().speak(speech.samples());
            phone.media().speak(new short[TestSpeech.RATE_HZ / 5]);
            call.hangUp();
            Heard.assertIs(speech, new WavSamples(TestSpeech.RATE_HZ, 1, phone.media().heard()));
        }
    }

    @Test
    void shouldListenToAPhone() throws Exception {
        try (Phone phone = Phone.udp(server.sipPort())) {
            PhoneCall call = phone.call("speech");
            phone.media().speak(speech.samples());
            call.hangUp();
        }
        assertServiceHeard();
    }

    @Test
    void shouldEchoWhoDials() throws Exception {
        Stalls.undisturbed(this::dialEcho);
    }

    private void dialEcho() throws Exception {
        Path saved = folder.resolve("echo.wav");
        DialReport report =
                DialPlan.to("sip:echo@127.0.0.1:" + server.sipPort())
                        .play(speech.write(folder.resolve("speech.wav")))
                        .save(saved)
                        .codecs("pcmu")
                        .run();
        assertEquals(List.of(), report.failures());
        Heard.assertPaused(speech, WavSamples.read(saved));
    }

    @Test
    void shouldListenToWhoDials() throws Exception {
        DialReport report =
                DialPlan.to("sip:speech@127.0.0.1:" + server.sipPort())
                        .play(speech.write(folder.resolve("speech.wav")))
                        .codecs("opus")
                        .run();
        assertEquals(List.of(), report.failures());
        assertServiceHeard();
    }

    private void assertServiceHeard() throws Exception {
        double seconds = (double) speech.samples().length / TestSpeech.RATE_HZ;
        Path file = Await.until("a WAV file", LIMIT, this::wavs, f -> f.size() == 1).getFirst();
        WavSamples heard =
                Await.until(
                        seconds + " s of audio",
                        LIMIT,
                        () -> WavSamples.read(file),
                        read -> read.seconds() >= seconds);
        Heard.assertIs(speech, heard);
    }

    private List<Path> wavs() {
        try (Stream<Path> files = Files.walk(folder.resolve("sink"))) {
            return files.filter(file -> file.toString().endsWith(".wav")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
