package io.ringway.signaling.sip.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.KeyOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(5)
class TimingTest {

    private static final long S = 1_000_000_000L;

    @Test
    void shouldRepeatAsRfc3261Says() {
        Retransmission retransmission = new Retransmission(500, 4_000);
        List<Long> delaysMs = new ArrayList<>();
        while (!retransmission.exhausted()) {
            delaysMs.add(retransmission.nextDelayMs());
        }
        assertEquals(
                List.of(
                        500L, 1_000L, 2_000L, 4_000L, 4_000L, 4_000L, 4_000L, 4_000L, 4_000L,
                        4_000L, 500L),
                delaysMs);
        assertEquals(32_000, delaysMs.stream().mapToLong(Long::longValue).sum());
    }

    @Test
    void shouldKeepCrossingOffersApart() {
        for (double unit = 0; unit < 1; unit += 0.01) {
            long ownerMs = Glare.delayMs(true, unit);
            assertTrue(ownerMs >= 2_100 && ownerMs <= 4_000, "owner " + ownerMs);
            assertTrue(Glare.delayMs(false, unit) <= 2_000);
            assertEquals(0, ownerMs % 10);
        }
    }

    @Test
    void shouldRefreshHalfWayAndExpireBeforeTheEnd() {
        SessionTimer timer = new SessionTimer();
        assertFalse(timer.running());
        timer.restart(90, true, 0);
        assertEquals(45_000, timer.delayMs(0));
        assertEquals(SessionTimer.Due.NOTHING, timer.due(44 * S));
        assertEquals(SessionTimer.Due.REFRESH, timer.due(45 * S));
        assertEquals(SessionTimer.Due.NOTHING, timer.due(59 * S));
        assertEquals(SessionTimer.Due.EXPIRE, timer.due(60 * S));
        timer.restart(1_800, false, 100 * S);
        assertEquals(SessionTimer.Due.NOTHING, timer.due((100 + 1_767) * S));
        assertEquals(SessionTimer.Due.EXPIRE, timer.due((100 + 1_768) * S));
    }

    @Test
    void shouldAgreeOnAnInterval() {
        assertEquals(
                new SessionTimerOffer(600, "uac", 90, true),
                new SessionTimerOffer(600, "", 90, true).answered(1_800));
        assertEquals(
                new SessionTimerOffer(1_800, "uas", 90, false),
                new SessionTimerOffer(0, "", 90, false).answered(1_800));
        assertEquals(3_000, new SessionTimerOffer(0, "", 3_000, true).answered(1_800).intervalS());
    }

    @Test
    void shouldTellFastPressesFromEchoes() {
        KeyPresses presses = new KeyPresses();
        assertTrue(presses.isNew('1', KeyOrigin.SIGNALING, 0));
        assertTrue(presses.isNew('1', KeyOrigin.SIGNALING, S / 5));
        assertFalse(presses.isNew('1', KeyOrigin.RTP_EVENT, S / 4));
        assertFalse(presses.isNew('1', KeyOrigin.RTP_EVENT, S / 3));
        assertTrue(presses.isNew('1', KeyOrigin.RTP_EVENT, S / 2));
        assertTrue(presses.isNew('2', KeyOrigin.IN_BAND, S));
        assertTrue(presses.isNew('2', KeyOrigin.SIGNALING, 3 * S));
    }

    @Test
    void shouldReadKeysAsPhonesWriteThem() {
        assertEquals(
                new InfoKeys('*', 100), InfoKeys.parse("dtmf-relay", "Signal= *\nDuration=100"));
        assertEquals(new InfoKeys('*', 250), InfoKeys.parse("dtmf-relay", "signal=10\r\n"));
        assertEquals(new InfoKeys('D', 250), InfoKeys.parse("dtmf", " d "));
        assertEquals(
                8_000,
                Objects.requireNonNull(InfoKeys.parse("dtmf-relay", "Signal=1\nDuration=999999"))
                        .durationMs());
        assertEquals(null, InfoKeys.parse("dtmf", "12345"));
        assertEquals(null, InfoKeys.parse("dtmf-relay", "Duration=100"));
    }

    @Test
    void shouldAcknowledgeProvisionalResponsesInOrder() {
        ReliableReceipt receipt = new ReliableReceipt();
        assertEquals(ReliableReceipt.Verdict.NEW, receipt.receive(500));
        assertEquals(ReliableReceipt.Verdict.REPEATED, receipt.receive(500));
        assertEquals(ReliableReceipt.Verdict.EARLY, receipt.receive(502));
        assertEquals(ReliableReceipt.Verdict.NEW, receipt.receive(501));
    }
}
