package io.ringway.server.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.LegStatistics;
import io.ringway.server.SyntheticSpeech;
import io.ringway.server.WavSamples;
import io.ringway.server.impairment.Impairment;
import io.ringway.server.impairment.LossModel;
import io.ringway.server.turn.Listens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A caller that plays a bad network, against a whole server. */
@Listens
@Timeout(120)
class ImpairedCallSystemTest {

    private static final int RATE_HZ = 16_000;
    private static final double SECONDS = 8;

    @TempDir private Path dir;

    @Test
    void shouldLoseWhatWasDroppedAndNoSampleMore() throws Exception {
        Impairment network = new Impairment(new LossModel.Independent(10), 30, 0, 0, 7);
        CallReport report = call(network);

        CallResult call = report.results().getFirst();
        ImpairedPackets impaired = call.sent().impaired();
        long played = Math.round(call.sent().seconds() * 50);
        assertTrue(impaired.dropped() >= 20, impaired.toString());
        assertEquals(played - impaired.dropped(), call.sent().packets());
        assertEquals(call.sent().packets(), impaired.delayed());
        assertTrue(impaired.meanDelayMs() > 20 && impaired.worstDelayMs() > 60);
        // The echo keeps the numbers the server received.
        LegStatistics media = call.media();
        assertNotNull(media);
        assertEquals(impaired.dropped(), media.packetsLost());
        assertEquals(call.sent().packets(), media.packetsReceived());
    }

    @Test
    void shouldNotLoseWhatIsOnlyReordered() throws Exception {
        CallReport report = call(new Impairment(LossModel.NONE, 0, 10, -300, 7));

        CallResult call = report.results().getFirst();
        ImpairedPackets impaired = call.sent().impaired();
        assertTrue(impaired.reordered() >= 20, impaired.toString());
        assertEquals(0, impaired.dropped());
        LegStatistics media = call.media();
        assertNotNull(media);
        assertEquals(0, media.packetsLost());
    }

    /** Calls, and checks what the server and its speech service say of the call. */
    private CallReport call(Impairment network) throws Exception {
        Path file = dir.resolve("speech.wav");
        new WavSamples(RATE_HZ, 1, SyntheticSpeech.of(7, RATE_HZ, SECONDS)).write(file);
        CalledServer server =
                CalledServer.start(dir, Map.of("speech-rate-hz", Integer.toString(RATE_HZ)));
        CallReport report;
        try (server) {
            report = CallPlan.of(server.webSocket(), file).impaired(network).run();
            SendProgress sent = report.results().getFirst().sent();
            assertEquals(sent.packets(), metric(server, "ringway_rtp_opened_total"));
        }
        assertTrue(report.complete(), () -> String.join("; ", report.failures()));
        SendProgress sent = report.results().getFirst().sent();
        WavSamples heard = server.heard().getFirst();
        assertEquals(sent.samples48k() * RATE_HZ / 48_000, heard.samples().length);
        return report;
    }

    private static long metric(CalledServer server, String name) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI uri = URI.create(server.url("http", "/metrics").toString());
            String page =
                    http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
            return page.lines()
                    .filter(line -> line.startsWith(name + " "))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(name.length())))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(page));
        }
    }
}
