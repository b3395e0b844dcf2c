package io.ringway.server.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringway.media.LegStatistics;
import io.ringway.server.impairment.Impairment;
import io.ringway.server.impairment.LossModel;
import io.ringway.signaling.http.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people and programs are shown. */
class CallTextTest {

    private static final SetupTimes SETUP = new SetupTimes(30.5, 12, 40, 90.25);
    private static final SetupTimes SLOWER = new SetupTimes(60, 20, 50, 150);
    private static final SendProgress SENT =
            new SendProgress(
                    100, 0, 8_000, 96_000, 0.05, 1.5, new ImpairedPackets(11, 89, 4, 30.25, 90.5));

    @Test
    void shouldTabulateOneCall() throws Exception {
        CallReport report = report(new CallResult(1, true, null, SETUP, SENT, media(98, 2, 3.5)));

        assertEquals(
                """
                file        speech.wav (WAV, 8000 Hz mono)
                calls       1 to ws://host/ws: 1 connected, 1 complete
                sent        100 packets, 8000 bytes of Opus, 2.00 s, 32.0 kbit/s
                pacing      late by 0.05 ms in the mean, 1.50 ms at worst
                received    98 packets, 9000 bytes, 2 lost (2.00 %), jitter 0.5 ms
                round trip  3.5 ms
                media       AEAD_AES_128_GCM with 192.0.2.1:10000
                set-up      82.5 ms (signaling 30.5 ms, ICE 12.0 ms, DTLS 40.0 ms)
                first audio 90.3 ms
                saved       echo.ogg
                """,
                CallTable.of(report));
    }

    @Test
    void shouldTabulateSeveralCallsTogether() throws Exception {
        SetupTimes never = new SetupTimes(-1, -1, -1, -1);
        CallReport report =
                report(
                        new CallResult(1, true, null, SETUP, SENT, media(100, 0, 3.5)),
                        new CallResult(2, true, "hung up", SLOWER, SENT, media(50, 50, -1)),
                        new CallResult(3, false, "no room", never, SendProgress.NONE, null));
        String table = CallTable.of(report);

        assertTrue(table.contains("3 to ws://host/ws: 2 connected, 1 complete\n"), table);
        assertTrue(table.contains("200 packets, 16000 bytes of Opus, 4.00 s, 32.0 kbit/s"), table);
        assertTrue(table.contains("150 packets, 18000 bytes, 50 lost (25.00 %)"), table);
        assertTrue(table.contains("round trip  3.5 ms\n"), table);
        assertTrue(table.contains("set-up      130.0 to 130.0 ms (signaling 60.0 to 60.0"), table);
        assertEquals(List.of("hung up", "no room"), report.failures());
    }

    @Test
    void shouldSayWhatIsNotKnown() throws Exception {
        CallReport report = report(new CallResult(1, true, null, SETUP, SENT, media(0, 0, -1)));

        assertTrue(CallTable.of(report).contains("received    nothing\n"));
        assertTrue(CallTable.of(report).contains("round trip  not known\n"));
        assertTrue(
                json(report).path("calls").get(0).path("received").get("round_trip_ms").isNull());
    }

    @Test
    void shouldWriteJson() throws Exception {
        JsonNode json = json(report(new CallResult(1, true, null, SETUP, SENT, media(98, 2, 3.5))));

        assertEquals("ws://host/ws", json.path("url").asText());
        assertEquals(2.0, json.path("length_seconds").asDouble());
        assertTrue(json.path("complete").asBoolean());
        assertEquals("echo.ogg", json.path("saved").asText());
        JsonNode call = json.path("calls").get(0);
        assertEquals(82.5, call.path("setup").path("total_ms").asDouble());
        assertEquals(100, call.path("sent").path("packets").asInt());
        assertEquals(2.0, call.path("sent").path("seconds").asDouble());
        assertEquals(2, call.path("received").path("lost").asInt());
        assertEquals("192.0.2.1:10000", call.path("received").path("remote_address").asText());
        assertTrue(call.get("failure").isNull());
    }

    @Test
    void shouldSayWhatWasDoneToPackets() throws Exception {
        CallReport plain = report(new CallResult(1, true, null, SETUP, SENT, media(89, 11, 3.5)));
        Impairment network = new Impairment(new LossModel.GilbertElliott(10, 2.5), 30, 4, -300, 7);
        CallReport report =
                new CallReport(
                        new CallPlan(plain.settings()).impaired(network).settings(),
                        plain.source(),
                        plain.lengthSeconds(),
                        plain.results(),
                        null,
                        null);

        assertTrue(
                CallTable.of(report)
                        .contains(
                                "impaired    11 packets dropped, 89 delayed, 4 reordered; delay"
                                        + " 30.3 ms in the mean, 90.5 ms at worst\n"),
                CallTable.of(report));
        JsonNode impairment = json(report).path("impairment");
        assertEquals(10, impairment.path("loss_percent").asDouble());
        assertEquals(2.5, impairment.path("mean_burst_packets").asDouble());
        assertEquals(-300, impairment.path("drift_ppm").asInt());
        JsonNode impaired = json(report).path("calls").get(0).path("sent").path("impaired");
        assertEquals(11, impaired.path("dropped").asInt());
        assertEquals(90.5, impaired.path("delay_worst_ms").asDouble());
    }

    @Test
    void shouldDrawOverTheLineOnATerminal() {
        assertEquals(
                "\r\u001b[Kconnecting\r\u001b[K[############............] 0:30 of 1:00"
                        + "  sent 1500  back 1498  round trip 2.5 ms\r\u001b[K",
                shown(
                        true,
                        new CallerProgress(1, 0, 0, 0, 60, 0, 0, -1),
                        new CallerProgress(1, 1, 0, 30, 60, 1_500, 1_498, 2.5)));
    }

    @Test
    void shouldPrintALineNowAndThenElsewhere() {
        assertEquals(
                """
                0:00  20/20 calls  sent 20  back 0
                0:05  20/20 calls  sent 5000  back 4990
                """,
                shown(
                        false,
                        new CallerProgress(20, 0, 0, 0, -1, 0, 0, -1),
                        new CallerProgress(20, 20, 0, 0.2, -1, 20, 0, -1),
                        new CallerProgress(20, 20, 0, 3.1, -1, 3_000, 2_990, -1),
                        new CallerProgress(20, 20, 0, 5.3, -1, 5_000, 4_990, -1)));
    }

    private static String shown(boolean terminal, CallerProgress... steps) {
        StringWriter out = new StringWriter();
        ProgressLine line = new ProgressLine(new PrintWriter(out), terminal);
        for (CallerProgress each : steps) {
            line.accept(each);
        }
        line.end();
        return out.toString();
    }

    private static JsonNode json(CallReport report) throws Exception {
        return Json.read(CallJson.of(report).getBytes(StandardCharsets.UTF_8));
    }

    private static CallReport report(CallResult... results) throws CallException {
        CallPlan plan = CallPlan.of(CallUrl.parse("ws://host"), Path.of("speech.wav"));
        return new CallReport(
                plan.settings(),
                "WAV, 8000 Hz mono",
                2,
                List.of(results),
                Path.of("echo.ogg"),
                null);
    }

    private static LegStatistics media(long received, long lost, double roundTripMs) {
        return new LegStatistics(
                "call-1",
                "connected",
                "connected",
                "AEAD_AES_128_GCM",
                "/192.0.2.1:10000",
                received,
                9_000,
                lost,
                0.5,
                roundTripMs,
                0,
                0,
                0,
                0,
                100,
                9_000,
                0,
                0,
                0,
                0,
                "");
    }
}
