package io.ringway.media.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.AudioSection;
import io.ringway.media.PayloadFormat;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.SpeechFormat;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.segment.SpeechServer;
import io.ringway.proto.DtmfReceived;
import io.ringway.proto.Rejected;
import io.ringway.proto.SendDtmf;
import io.ringway.proto.ServiceMessage;
import io.ringway.proto.SessionEvent;
import io.ringway.proto.StreamMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Telephone keys a speech service sends, as the far engine of the call reads them. */
@ParameterizedClass
@EnumSource(PipelineLayout.class)
@Timeout(60)
class EngineKeysTest {

    private final Counters counters = new Counters();
    private final SpeechServer service = SpeechServer.start(0);
    private final SpeechServer farService = SpeechServer.start(0);
    private final PlayingService playing = new PlayingService(service);
    private final UdpMediaEngine callers;
    private final UdpMediaEngine callees;

    EngineKeysTest(PipelineLayout layout) throws IOException {
        callers = Engines.start(new Counters(), layout, farService.port());
        callees = Engines.start(counters, layout, service.port());
    }

    @AfterEach
    void close() {
        callers.close();
        callees.close();
        service.close();
        farService.close();
        assertEquals(0, counters.total(Counter.DROP_HANDLER_ERROR));
    }

    @Test
    void shouldTellTheFarEndEachKeyOnce() throws Exception {
        call("keys", new PayloadFormat(110, Codec.TELEPHONE_EVENT, 48_000, 1, false));
        press("keys", "12#A", 100);
        List<DtmfReceived> heard = heard(4);
        assertEquals("12#A", String.join("", heard.stream().map(DtmfReceived::getDigit).toList()));
        for (DtmfReceived key : heard) {
            assertEquals(100, key.getDurationMs());
        }
        // Nothing is told twice: the next key is the next one pressed.
        press("keys", "9", 0);
        DtmfReceived last = heard(1).getFirst();
        assertEquals("9", last.getDigit());
        assertEquals(160, last.getDurationMs());
    }

    /** Many offer no other events than those of the telephone's clock, Opus or not. */
    @Test
    void shouldTellKeysOfTheTelephonesClockBesideOpus() throws Exception {
        call("narrow", new PayloadFormat(126, Codec.TELEPHONE_EVENT, 8_000, 1, false));
        press("narrow", "07*", 120);
        List<DtmfReceived> heard = heard(3);
        assertEquals("07*", String.join("", heard.stream().map(DtmfReceived::getDigit).toList()));
        for (DtmfReceived key : heard) {
            assertEquals(120, key.getDurationMs());
        }
    }

    @Test
    void shouldRefuseKeysTheFarEndDoesNotTake() throws Exception {
        call("none", new PayloadFormat(13, Codec.COMFORT_NOISE, 8_000, 1, false));
        press("none", "1", 100);
        assertRejected(Rejected.Code.UNSUPPORTED, "telephone-event");
    }

    @Test
    void shouldRefuseTooManyAndTooLong() throws Exception {
        call("many", new PayloadFormat(110, Codec.TELEPHONE_EVENT, 48_000, 1, false));
        press("many", "1", 2_000);
        assertRejected(Rejected.Code.INVALID_ARGUMENT, "at most 1365 in this call, got 2000");
        press("many", "1".repeat(60), 100);
        press("many", "2".repeat(5), 100);
        assertRejected(Rejected.Code.OVERLOADED, "at most 64 keys");
    }

    private void assertRejected(Rejected.Code code, String detail) throws InterruptedException {
        Rejected rejected = playing.awaitRejected();
        assertEquals(code, rejected.getCode());
        assertEquals("dtmf", rejected.getRequest());
        assertTrue(rejected.getDetail().contains(detail), rejected.getDetail());
    }

    private void press(String session, String digits, int durationMs) throws InterruptedException {
        SendDtmf.Builder dtmf =
                SendDtmf.newBuilder()
                        .setSessionId(session)
                        .setDigits(digits)
                        .setDurationMs(durationMs);
        playing.send(ServiceMessage.newBuilder().setDtmf(dtmf).build());
    }

    private List<DtmfReceived> heard(int keys) throws InterruptedException {
        List<DtmfReceived> heard = new ArrayList<>();
        while (heard.size() < keys) {
            StreamMessage message = farService.next();
            if (message.getSession().getEventCase() == SessionEvent.EventCase.DTMF) {
                heard.add(message.getSession().getDtmf());
            }
        }
        return heard;
    }

    private void call(String id, PayloadFormat keys) throws Exception {
        LoopbackCall call = new LoopbackCall(callers, callees, id, SpeechFormat.LINEAR16_16K);
        call.caller.setSpeechFormat(SpeechFormat.LINEAR16_16K);
        call.caller.setAudio(List.of(section(1_000, keys)));
        call.callee.setAudio(List.of(section(2_000, keys)));
        call.connect();
        call.awaitMedia();
    }

    private static AudioSection section(long ssrc, PayloadFormat keys) {
        var opus = new PayloadFormat(LoopbackCall.OPUS, Codec.OPUS, 48_000, 2, true);
        return new AudioSection("0", List.of(opus, keys), true, true, List.of(), ssrc, 0, 0);
    }
}
