package io.ringway.media.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class IceSettingsTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 30, 600})
    void shouldFailAfterTheSilenceThatWasAskedFor(long seconds) {
        long silenceNs = TimeUnit.SECONDS.toNanos(seconds);

        IceSettings settings = IceSettings.DEFAULTS.with(silenceNs, 7);

        assertEquals(silenceNs, settings.expiryNs() + settings.disconnectedNs());
        assertTrue(settings.consentIntervalNs() <= settings.expiryNs());
        assertEquals(7, settings.maxRemoteCandidates());
    }

    @Test
    void shouldRefuseSilenceShorterThanConsentTakes() {
        assertThrows(IllegalArgumentException.class, () -> IceSettings.DEFAULTS.with(1_000, 7));
    }
}
