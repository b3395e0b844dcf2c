package io.ringway.media.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.AudioSection;
import io.ringway.media.RtpLegControl;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.Counters;
import io.ringway.media.leg.RtpLegSettings;
import io.ringway.media.srtp.SrtpProfile;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers and times of what comes back to a phone, across a hold and what phones do. */
@Timeout(60)
class RtpEchoTest {

    private static final int TICKS = 160;

    private final Counters counters = new Counters();
    private final UdpMediaEngine engine =
            UdpMediaEngine.start(
                    Engines.settings(1, PipelineLayout.FUSED, SrtpProfile.ofDtls(), null)
                            .withRtp(RtpLegSettings.DEFAULTS),
                    counters,
                    null);
    private final RtpLegControl leg = RtpLegs.echoing(engine, "e", event -> {});
    private RtpPhone phone;

    @BeforeEach
    void connect() throws Exception {
        phone = new RtpPhone(0, 77);
        RtpLegs.connect(leg, RtpLegs.remote(phone.address()));
    }

    @AfterEach
    void close() {
        phone.close();
        engine.close();
        assertEquals(0, counters.total(Counter.DROP_HANDLER_ERROR));
    }

    /** RFC 3550 §5.1: a number for each packet that was sent, silence among them. */
    @Test
    void shouldLeaveOutNoNumbersForWhatWasNotSentOnHold() throws Exception {
        RtpPhone.Packet before = echoed();
        leg.setAudio(List.of(section(false)));
        LoopbackCall.statistics(leg);
        for (int i = 0; i < 20; i++) {
            phone.send(to(), RtpPhone.payload(i), TICKS);
        }
        Await.until(10, () -> "all were received", () -> counters.total(Counter.RTP_OPENED) == 21);
        leg.setAudio(List.of(section(true)));
        LoopbackCall.statistics(leg);
        echoedBehind(before);
    }

    /**
     * Another stream under the same SSRC: far off, at the same numbers, a little lower. The first
     * packet at other numbers may be a stray and is not sent back.
     */
    @ParameterizedTest
    @CsvSource({"-20000, 1000000, 1", "0, -1000000, 0", "-50, 5000000, 1", "30000, 0, 1"})
    void shouldGoOnWhenThePhoneBeginsAnew(int numbers, int ticks, int strays) throws Exception {
        RtpPhone.Packet last = echoed();
        for (int i = 0; i < 60; i++) {
            last = echoedBehind(last);
        }
        phone.sequence = phone.sequence + numbers & 0xFFFF;
        phone.timestamp += ticks;
        phone.send(to(), strays);
        RtpPhone.Packet next = echoedBehind(last);
        assertTrue(next.marker());
        echoedBehind(next);
        assertEquals(0, counters.total(Counter.DROP_SRTP_REPLAY));
    }

    /** Sends a packet; whatever comes until it is back is numbered and timed as one stream. */
    private RtpPhone.Packet echoedBehind(RtpPhone.Packet last) throws Exception {
        byte[] payload = RtpPhone.payload(phone.sequence);
        phone.send(to(), payload, TICKS);
        RtpPhone.Packet former = last;
        RtpPhone.Packet next = phone.await(p -> true);
        while (!Arrays.equals(payload, next.payload())) {
            assertFollows(former, next);
            former = next;
            next = phone.await(p -> true);
        }
        assertFollows(former, next);
        return next;
    }

    private static void assertFollows(RtpPhone.Packet former, RtpPhone.Packet next) {
        assertEquals(former.sequence() + 1 & 0xFFFF, next.sequence());
        assertEquals(former.ssrc(), next.ssrc());
        int ticks = next.timestamp() - former.timestamp();
        assertTrue(ticks >= TICKS && ticks < 5 * 8_000, "ticks " + ticks);
    }

    /** Sends a packet and waits until it is back. */
    private RtpPhone.Packet echoed() throws Exception {
        byte[] payload = RtpPhone.payload(phone.sequence);
        phone.send(to(), payload, TICKS);
        return phone.await(p -> Arrays.equals(payload, p.payload()));
    }

    private InetSocketAddress to() {
        return RtpLegs.rtpOf(leg.localRtp());
    }

    private static AudioSection section(boolean send) {
        return new AudioSection("0", List.of(RtpLegs.PCMU), send, true, List.of(), 1, 0, 0);
    }
}
