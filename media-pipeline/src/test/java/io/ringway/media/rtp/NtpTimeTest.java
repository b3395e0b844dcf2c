package io.ringway.media.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NtpTimeTest {

    private static final int RATE_HZ = 48_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2026-01-01T12:34:56.123456789Z",
                "2036-02-07T06:28:15.999999999Z",
                "2036-02-07T06:28:16Z",
                "2090-12-31T23:59:59.000000001Z"
            })
    void shouldKeepEveryNanosecondThereAndBack(String time) {
        Instant instant = Instant.parse(time);
        long unixNs = instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
        assertEquals(unixNs, NtpTime.toUnixNs(NtpTime.ofUnixNs(unixNs)));
    }

    @Test
    void shouldCountSecondsFrom1900() {
        assertEquals(2_208_988_800L << 32, NtpTime.ofUnixNs(0));
        assertEquals(1L << 31, NtpTime.ofUnixNs(500_000_000L) & 0xFFFF_FFFFL);
        assertEquals(0x5678_9ABC, NtpTime.compact(0x1234_5678_9ABC_DEF0L));
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 0",
        "0, 0",
        "1000000000, 65536",
        "500000000, 32768",
        "65535000000000, -65536",
        "65536000000000, -1"
    })
    void shouldCutDurationsOff(long durationNs, int expected) {
        assertEquals(expected, NtpTime.compactDuration(durationNs));
    }

    @Test
    void shouldComputeTheRoundTripOfTheRfcsExample() {
        // RFC 3550 §6.4.1, figure 2: A 0xb710:8000, LSR 0xb705:2000, DLSR 0x0005:4000.
        long now = 0xB710_8000L << 16;
        long expectedNs = 6_125_000_000L;
        assertEquals(expectedNs, RoundTrip.ofReportNs(0xB705_2000, 0x0005_4000, now));
    }

    @Test
    void shouldNotInventRoundTrips() {
        long now = NtpTime.ofUnixNs(1_700_000_000_000_000_000L);
        int sent = NtpTime.compact(now);
        assertEquals(RoundTrip.UNKNOWN, RoundTrip.ofReportNs(0, 0, now));
        assertEquals(RoundTrip.UNKNOWN, RoundTrip.ofReportNs(sent + 65_536, 0, now));
        assertEquals(0, RoundTrip.ofReportNs(sent - 10, 11, now), "rounding");
        assertEquals(0, RoundTrip.ofReportNs(sent - 10, -1, now));
    }

    @Test
    void shouldMeasureOverTheWrapOfTheCompactClock() {
        long now = (0x1_0000L << 32) | 0x8000_0000L;
        assertEquals(1_000_000_000L, RoundTrip.ofReportNs(0xFFFF_8000, 0, now));
    }

    @Test
    void shouldTellCaptureTimesFromTheLastSenderReport() {
        SenderClock clock = new SenderClock(RATE_HZ);
        assertEquals(SenderClock.UNKNOWN, clock.captureUnixNs(0));
        clock.onSenderReport(0, 960);
        assertEquals(SenderClock.UNKNOWN, clock.captureUnixNs(0), "no wall clock");
        long unixNs = 1_767_225_600_000_000_000L;
        clock.onSenderReport(NtpTime.ofUnixNs(unixNs), 0xFFFF_FF00L);
        assertEquals(unixNs, clock.captureUnixNs(0xFFFF_FF00L));
        assertEquals(unixNs + 20_000_000, clock.captureUnixNs(0xFFFF_FF00L + 960));
        assertEquals(unixNs + 20_000_000, clock.captureUnixNs(0x2C0), "wrapped");
        assertEquals(unixNs - 20_000_000, clock.captureUnixNs(0xFFFF_FF00L - 960));
        assertThrows(IllegalArgumentException.class, () -> new SenderClock(0));
    }
}
