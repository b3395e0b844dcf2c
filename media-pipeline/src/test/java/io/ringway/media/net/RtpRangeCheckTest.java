package io.ringway.media.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RtpRangeCheckTest {

    private static final String LINUX = "32768\t60999\n";

    @Test
    void shouldFindNothingWrongWithTheDefaults() {
        assertEquals(
                List.of(), RtpRangeCheck.warnings(RtpPortSettings.DEFAULTS, 10_000, LINUX, "\n"));
        assertEquals(List.of(), RtpRangeCheck.warnings(RtpPortSettings.DEFAULTS, 10_000, "", ""));
    }

    @Test
    void shouldSayWhatClientsMayTakeAndHowToReserveIt() {
        RtpPortSettings wide = new RtpPortSettings(30_000, 40_000, 0);
        List<String> warnings = RtpRangeCheck.warnings(wide, 10_000, LINUX, "");
        assertEquals(1, warnings.size());
        assertTrue(
                warnings.getFirst().endsWith("ip_local_reserved_ports=32768-40000"),
                warnings.toString());
        assertEquals(List.of(), RtpRangeCheck.warnings(wide, 10_000, LINUX, "8080,32000-40000\n"));
    }

    @Test
    void shouldSayThatTheMediaPortIsInTheWay() {
        List<String> warnings = RtpRangeCheck.warnings(RtpPortSettings.DEFAULTS, 10_101, LINUX, "");
        assertEquals(1, warnings.size());
        assertTrue(warnings.getFirst().contains("10101"), warnings.toString());
    }
}
