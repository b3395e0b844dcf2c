package io.ringway.media.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ringway.media.counters.Counter;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who becomes the source of a stream, and who does not. Times in milliseconds. */
class SourceLearningTest {

    private static final InetSocketAddress SAID = new InetSocketAddress("192.168.1.20", 4_000);
    private static final InetSocketAddress NAT = new InetSocketAddress("203.0.113.5", 31_000);
    private static final InetSocketAddress REBOUND = new InetSocketAddress("203.0.113.5", 31_777);
    private static final InetSocketAddress SPOOFER = new InetSocketAddress("198.51.100.66", 666);
    private static final int PHONE = 0x1111;
    private static final int OTHER = 0x2222;
    private static final int OK = LegTransport.ADMITTED;
    private static final int PROBATION = Counter.DROP_RTP_PROBATION.code();
    private static final int REFUSED = Counter.DROP_RTP_SOURCE.code();

    private final SourceLearning learning = new SourceLearning(RtpLegSettings.DEFAULTS);

    @BeforeEach
    void describe() {
        learning.describe(SAID, 0);
    }

    @Test
    void shouldSendToTheDescribedAddressUntilASourceIsEstablished() {
        assertEquals(SAID, learning.destination());
        assertNull(learning.established());
        stream(NAT, PHONE, 10, 4, 0);
        assertEquals(NAT, learning.destination());
    }

    @Test
    void shouldBelieveTheDescribedAddressAtOnce() {
        assertEquals(OK, plain(SAID, PHONE, 1, 0));
        assertEquals(SAID, learning.established());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x7FFE, 0x8000, 0xFFFD, 0xFFFF})
    void shouldBelieveAnotherAddressAfterFourPacketsInARow(int first) {
        assertEquals(PROBATION, plain(NAT, PHONE, first, 0));
        assertEquals(PROBATION, plain(NAT, PHONE, first + 1 & 0xFFFF, 20));
        assertEquals(PROBATION, plain(NAT, PHONE, first + 2 & 0xFFFF, 40));
        assertEquals(OK, plain(NAT, PHONE, first + 3 & 0xFFFF, 60));
        assertEquals(NAT, learning.established());
    }

    @Test
    void shouldNotBelieveAnotherAddressWhosePacketsAreNotInARow() {
        for (int i = 0; i < 100; i++) {
            assertEquals(PROBATION, plain(SPOOFER, OTHER, 7 * i, i));
        }
        assertNull(learning.established());
    }

    @Test
    void shouldNotLetTwoCandidatesShareTheirProbation() {
        for (int i = 0; i < 10; i++) {
            assertEquals(PROBATION, plain(SPOOFER, OTHER, i, 20L * i));
            assertEquals(PROBATION, plain(NAT, OTHER, i, 20L * i));
        }
    }

    @Test
    void shouldRefuseAnUnknownPayloadTypeBeforeEstablishment() {
        int outcome = learning.onPlain(SAID, PHONE, 1, false, 0);
        assertEquals(Counter.DROP_UNKNOWN_PAYLOAD_TYPE.code(), outcome);
        assertNull(learning.established());
    }

    @Test
    void shouldGiveTheDescribedAddressItsPlaceBackSoonAfterTheCallBegan() {
        stream(SPOOFER, OTHER, 0, 10, 0);
        assertEquals(OK, plain(SAID, PHONE, 1, 1_000));
        assertEquals(SAID, learning.established());
        assertEquals(REFUSED, plain(SPOOFER, OTHER, 11, 1_020));
    }

    @Test
    void shouldNotLetTheDescribedAddressDisturbALongEstablishedStream() {
        stream(NAT, PHONE, 0, 400, 0);
        assertEquals(REFUSED, plain(SAID, OTHER, 1, 8_010));
        assertEquals(NAT, learning.established());
    }

    @Test
    void shouldNeverLetASpooferTakeOverARunningStream() {
        stream(NAT, PHONE, 0, 10, 0);
        for (int i = 0; i < 3_000; i++) {
            long now = 200 + 20L * i;
            assertEquals(OK, plain(NAT, PHONE, 10 + i, now));
            assertEquals(REFUSED, plain(SPOOFER, OTHER, i, now + 1));
        }
        assertEquals(NAT, learning.established());
    }

    @Test
    void shouldFollowTheSameStreamToAnotherPortAfterAMoment() {
        stream(NAT, PHONE, 0, 50, 0);
        assertEquals(REFUSED, plain(REBOUND, PHONE, 50, 1_000));
        assertEquals(PROBATION, plain(REBOUND, PHONE, 60, 1_200));
        assertEquals(PROBATION, plain(REBOUND, PHONE, 61, 1_220));
        assertEquals(PROBATION, plain(REBOUND, PHONE, 62, 1_240));
        assertEquals(OK, plain(REBOUND, PHONE, 63, 1_260));
        assertEquals(REBOUND, learning.destination());
    }

    @Test
    void shouldLetAnotherStreamInOnlyAfterALongSilence() {
        stream(NAT, PHONE, 0, 50, 0);
        assertEquals(REFUSED, plain(REBOUND, OTHER, 0, 2_900));
        for (int i = 0; i < 3; i++) {
            assertEquals(PROBATION, plain(REBOUND, OTHER, i, 3_000 + 20L * i));
        }
        assertEquals(OK, plain(REBOUND, OTHER, 3, 3_060));
    }

    @Test
    void shouldGiveAStreamItsPlaceBackThatOnlyPaused() {
        stream(NAT, PHONE, 0, 50, 0);
        for (int i = 0; i < 10; i++) {
            plain(SPOOFER, OTHER, i, 4_000 + 20L * i);
        }
        assertEquals(SPOOFER, learning.established());
        assertEquals(OK, plain(NAT, PHONE, 51, 5_000));
        assertEquals(NAT, learning.established());
        assertEquals(REFUSED, plain(SPOOFER, OTHER, 10, 5_020));
    }

    @Test
    void shouldLearnAnewWhenAnotherAddressIsDescribed() {
        stream(NAT, PHONE, 0, 50, 0);
        learning.describe(SAID, 1_100);
        assertEquals(NAT, learning.destination());
        InetSocketAddress moved = new InetSocketAddress("192.168.1.21", 5_000);
        learning.describe(moved, 1_200);
        assertEquals(moved, learning.destination());
        assertEquals(PROBATION, plain(NAT, PHONE, 51, 1_220));
        assertEquals(OK, plain(moved, PHONE, 52, 1_240));
    }

    @Test
    void shouldFollowAuthenticPacketsAtOnceButNotLateOnes() {
        learning.onAuthentic(SAID, PHONE, 100, ns(0));
        assertEquals(SAID, learning.destination());
        learning.onAuthentic(NAT, PHONE, 101, ns(20));
        assertEquals(NAT, learning.destination());
        learning.onAuthentic(SAID, PHONE, 99, ns(25));
        assertEquals(NAT, learning.destination());
        learning.onAuthentic(REBOUND, OTHER, 5, ns(40));
        assertEquals(REBOUND, learning.destination());
    }

    private void stream(InetSocketAddress from, int ssrc, int first, int packets, long fromMs) {
        for (int i = 0; i < packets; i++) {
            plain(from, ssrc, first + i & 0xFFFF, fromMs + 20L * i);
        }
        assertEquals(from, learning.established());
    }

    private int plain(InetSocketAddress from, int ssrc, int sequence, long nowMs) {
        return learning.onPlain(from, ssrc, sequence & 0xFFFF, true, ns(nowMs));
    }

    private static long ns(long ms) {
        return TimeUnit.MILLISECONDS.toNanos(ms);
    }
}
