package io.ringway.media.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.net.RtpPortSettings;
import io.ringway.media.shard.Duty;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReceiveTimeoutTest {

    private final ReceiveTimeout timeout = of(10_000, 60_000);

    @Test
    void shouldHaveNoDeadlineBeforeTheRemotePartyIsToSend() {
        timeout.onHeard(s(1));
        assertEquals(Duty.NO_DEADLINE, timeout.nextDeadlineNs());
        assertFalse(timeout.expired(s(100)));
    }

    @Test
    void shouldExpireWhenNothingComes() {
        timeout.start(s(1));
        assertEquals(s(11), timeout.nextDeadlineNs());
        assertFalse(timeout.expired(s(11) - 1));
        assertTrue(timeout.expired(s(11)));
        assertEquals(10_000, timeout.limitMs());
    }

    @Test
    void shouldMoveItsDeadlineOnlyWhenItHasPassed() {
        timeout.start(s(0));
        timeout.onHeard(s(9));
        timeout.start(s(9));
        assertEquals(s(10), timeout.nextDeadlineNs());
        assertFalse(timeout.expired(s(10)));
        assertEquals(s(19), timeout.nextDeadlineNs());
        assertTrue(timeout.expired(s(19)));
    }

    @Test
    void shouldWaitLongerOnHoldAndBeginAnewAfterIt() {
        timeout.start(s(0));
        timeout.setReceiving(false, s(5));
        assertEquals(s(65), timeout.nextDeadlineNs());
        timeout.setReceiving(true, s(60));
        assertEquals(s(70), timeout.nextDeadlineNs());
        timeout.setReceiving(true, s(69));
        assertTrue(timeout.expired(s(70)));
    }

    @Test
    void shouldNeverExpireWhenSwitchedOffOrStopped() {
        ReceiveTimeout off = of(0, 0);
        off.start(s(0));
        assertEquals(Duty.NO_DEADLINE, off.nextDeadlineNs());
        timeout.start(s(0));
        timeout.stop();
        assertFalse(timeout.expired(s(1_000)));
    }

    private static ReceiveTimeout of(int talkMs, int holdMs) {
        return new ReceiveTimeout(
                new RtpLegSettings(
                        RtpPortSettings.DEFAULTS, talkMs, holdMs, 2_000, 4, SilencePolicy.NONE));
    }

    private static long s(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
