package io.ringway.media.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.grpc.stub.ServerCallStreamObserver;
import io.ringway.media.SpeechFormat;
import io.ringway.media.counters.Counter;
import io.ringway.proto.AudioFormat;
import io.ringway.proto.AudioSegment;
import io.ringway.proto.ClearPlayback;
import io.ringway.proto.GrantCredit;
import io.ringway.proto.HangUp;
import io.ringway.proto.PlayAudio;
import io.ringway.proto.PlayMark;
import io.ringway.proto.Refused;
import io.ringway.proto.Rejected;
import io.ringway.proto.SendDtmf;
import io.ringway.proto.ServiceMessage;
import io.ringway.proto.SetFormat;
import io.ringway.proto.Transfer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a service may ask for, and what it had better not. */
@Timeout(60)
final class ServiceRequestTest {

    private SpeechServer server;
    private Shard shard;
    private ServerCallStreamObserver<ServiceMessage> service;

    @BeforeEach
    void connect() throws Exception {
        server = SpeechServer.start(0);
        shard = new Shard(Shard.settings(server.port()));
        service = server.nextCall();
        shard.awaitConnected();
        assertTrue(server.next().hasHello());
    }

    @AfterEach
    void disconnect() throws Exception {
        shard.close();
        server.close();
    }

    private ServiceRequest asked(ServiceMessage.Builder message) throws InterruptedException {
        service.onNext(message.build());
        ServiceRequest request = shard.requests.poll(20, TimeUnit.SECONDS);
        assertTrue(request != null, "no request within 20 s");
        return request;
    }

    private Rejected rejected(ServiceMessage.Builder message) throws InterruptedException {
        service.onNext(message.build());
        return server.next().getRejected();
    }

    private static ServiceMessage.Builder message() {
        return ServiceMessage.newBuilder();
    }

    @Test
    void shouldPassOnEveryKindOfRequest() throws Exception {
        var pcm = new SpeechFormat(SpeechFormat.Encoding.LINEAR16, 8_000, 2);
        assertEquals(
                new ServiceRequest.SetFormat("a", pcm),
                asked(message().setSetFormat(format("a", AudioFormat.LINEAR16, 8_000, 2))));
        assertEquals(
                new ServiceRequest.SetFormat("a", pcm.gated(true)),
                asked(
                        message()
                                .setSetFormat(
                                        format("a", AudioFormat.LINEAR16, 8_000, 2)
                                                .setVoiceGated(true))));
        var opus = new SpeechFormat(SpeechFormat.Encoding.OPUS, 48_000, 1);
        assertEquals(
                new ServiceRequest.SetFormat("a", opus),
                asked(message().setSetFormat(format("a", AudioFormat.OPUS, -5, 0))));
        assertEquals(
                new ServiceRequest.GrantCredit("a", 250),
                asked(message().setGrantCredit(credit(250))));
        assertEquals(
                new ServiceRequest.PlayMark("a", "m"),
                asked(message().setMark(PlayMark.newBuilder().setSessionId("a").setName("m"))));
        assertEquals(
                new ServiceRequest.ClearPlayback("a"),
                asked(message().setClear(ClearPlayback.newBuilder().setSessionId("a"))));
        assertEquals(
                new ServiceRequest.SendDtmf("a", "12#", 160),
                asked(message().setDtmf(dtmf("12#", 0))));
        var play =
                (ServiceRequest.PlayAudio)
                        asked(message().setPlay(play(AudioFormat.LINEAR16, "wxyz")));
        assertArrayEquals(new byte[] {'w', 'x', 'y', 'z'}, play.payload());
        assertEquals(
                new ServiceRequest.HangUp("a", "done? "),
                asked(
                        message()
                                .setHangUp(
                                        HangUp.newBuilder()
                                                .setSessionId("a")
                                                .setReason("done\n "))));
        assertEquals(
                new ServiceRequest.Transfer("a", "sip:b@c"),
                asked(message().setTransfer(transfer("sip:b@c"))));
        assertEquals(
                new ServiceRequest.Refused("a", "no"),
                asked(
                        message()
                                .setRefused(
                                        Refused.newBuilder().setSessionId("a").setReason("no"))));
    }

    @Test
    void shouldRejectHostileValuesAndGoOn() throws Exception {
        List<ServiceMessage.Builder> hostile =
                List.of(
                        message().setGrantCredit(credit(0)),
                        message().setGrantCredit(credit(-1)),
                        message().setGrantCredit(credit(SegmentCredit.MAX_MS + 1)),
                        message().setGrantCredit(credit(5).setSessionId("")),
                        message().setGrantCredit(credit(5).setSessionId("a b")),
                        message().setGrantCredit(credit(5).setSessionId("é".repeat(20_000))),
                        message().setSetFormat(format("a", AudioFormat.LINEAR16, -1, 1)),
                        message().setSetFormat(format("a", AudioFormat.LINEAR16, 44_100, 1)),
                        message().setSetFormat(format("a", AudioFormat.LINEAR16, 8_000, -1)),
                        message().setSetFormat(format("a", AudioFormat.LINEAR16, 8_000, 3)),
                        message().setPlay(play(AudioFormat.LINEAR16, "")),
                        message().setMark(PlayMark.newBuilder().setSessionId("a")),
                        message().setMark(mark("m".repeat(257))),
                        message().setDtmf(dtmf("", 100)),
                        message().setDtmf(dtmf("12x", 100)),
                        message().setDtmf(dtmf("1".repeat(65), 100)),
                        message().setDtmf(dtmf("1", -1)),
                        message().setDtmf(dtmf("1", 39)),
                        message().setTransfer(transfer("")),
                        message().setTransfer(transfer("sip:a\r\nVia: x")),
                        message().setTransfer(transfer("x".repeat(1_025))));
        for (ServiceMessage.Builder message : hostile) {
            Rejected rejected = rejected(message);
            assertEquals(Rejected.Code.INVALID_ARGUMENT, rejected.getCode(), message::toString);
            assertTrue(rejected.getSessionId().matches("[ -~]{0,64}"), rejected.getSessionId());
            assertTrue(rejected.getDetail().contains("must"), rejected.getDetail());
        }
        assertTrue(shard.requests.isEmpty());
        asked(message().setGrantCredit(credit(1)));
        assertEquals(0, shard.total(Counter.GRPC_RECONNECTS));
    }

    @Test
    void shouldSayWhatItDoesNotSupport() throws Exception {
        var unknown = UnknownFieldSet.Field.newBuilder().addVarint(7).build();
        var later = UnknownFieldSet.newBuilder().addField(999, unknown).build();
        List<ServiceMessage.Builder> unsupported =
                List.of(
                        message(),
                        message().setUnknownFields(later),
                        message().setPlay(play(AudioFormat.PCMU, "x")),
                        message()
                                .setSetFormat(
                                        format("a", AudioFormat.LINEAR16, 8_000, 1)
                                                .setFormatValue(77)),
                        message().setSetFormat(format("a", AudioFormat.G722, 8_000, 1)));
        for (ServiceMessage.Builder message : unsupported) {
            assertEquals(Rejected.Code.UNSUPPORTED, rejected(message).getCode(), message::toString);
        }
    }

    @Test
    void shouldSendTheListenersRejectionBack() throws Exception {
        shard.answerWith(new Rejection(Rejection.Code.UNKNOWN_SESSION, "no session a"));
        Rejected rejected = rejected(message().setTransfer(transfer("123")));
        assertEquals("a", rejected.getSessionId());
        assertEquals("transfer", rejected.getRequest());
        assertEquals(Rejected.Code.UNKNOWN_SESSION, rejected.getCode());
        assertEquals("no session a", rejected.getDetail());
    }

    @Test
    void shouldAnswerManyBadRequestsWithoutKeepingThem() throws Exception {
        for (int i = 0; i < 5_000; i++) {
            service.onNext(message().setGrantCredit(credit(0)).build());
        }
        for (int i = 0; i < 5_000; i++) {
            assertEquals("grant_credit", server.next().getRejected().getRequest());
        }
    }

    @Test
    void shouldDropWhatCreditDoesNotCoverAndTellIt() throws Exception {
        var credit = new SegmentCredit();
        var track = new SegmentTrack("a", 0, SpeechFormat.LINEAR16_16K, credit);
        var other = new SegmentTrack("a", 1, SpeechFormat.LINEAR16_16K, credit);
        shard.packet(track, 0);
        grant(credit, 100);
        for (int i = 1; i <= 10; i++) {
            shard.packet(i % 2 == 0 ? track : other, i);
        }
        assertEquals(5, shard.total(Counter.DROP_SEGMENT_CREDIT));
        grant(credit, 60);
        shard.packet(track, 11);
        shard.packet(other, 12);
        shard.batcher.endOfBatch(shard.nowNs());
        List<AudioSegment> segments = shard.segments(server, 8);
        assertEquals(3L * Shard.SAMPLES, segments.get(6).getDroppedSamples());
        assertEquals(0, segments.get(6).getLeg());
        assertEquals(2L * Shard.SAMPLES, segments.get(7).getDroppedSamples());
        assertEquals(1, segments.get(7).getLeg());
        assertEquals(2, shard.total(Counter.SEGMENT_GAPS));
    }

    private void grant(SegmentCredit credit, int milliseconds) throws InterruptedException {
        asked(message().setGrantCredit(credit(milliseconds)));
        shard.batcher.grantCredit(credit, milliseconds);
    }

    private static GrantCredit.Builder credit(int milliseconds) {
        return GrantCredit.newBuilder().setSessionId("a").setMilliseconds(milliseconds);
    }

    private static SetFormat.Builder format(
            String id, AudioFormat format, int rateHz, int channels) {
        return SetFormat.newBuilder()
                .setSessionId(id)
                .setFormat(format)
                .setSampleRateHz(rateHz)
                .setChannels(channels);
    }

    private static PlayAudio.Builder play(AudioFormat format, String payload) {
        return PlayAudio.newBuilder()
                .setSessionId("a")
                .setFormat(format)
                .setSampleRateHz(16_000)
                .setChannels(1)
                .setPayload(ByteString.copyFromUtf8(payload));
    }

    private static PlayMark.Builder mark(String name) {
        return PlayMark.newBuilder().setSessionId("a").setName(name);
    }

    private static SendDtmf.Builder dtmf(String digits, int durationMs) {
        return SendDtmf.newBuilder().setSessionId("a").setDigits(digits).setDurationMs(durationMs);
    }

    private static Transfer.Builder transfer(String target) {
        return Transfer.newBuilder().setSessionId("a").setTarget(target);
    }
}
