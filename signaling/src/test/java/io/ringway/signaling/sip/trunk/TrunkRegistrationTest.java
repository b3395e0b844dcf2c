package io.ringway.signaling.sip.trunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TrunkRegistrationTest {

    private static final long SEED = 7;
    private static final long START_NS = Long.MAX_VALUE - 500;

    private final TrunkRegistration registration =
            new TrunkRegistration(true, 600, new Random(SEED), START_NS);
    private long nowNs = START_NS;

    /** Seconds until a request is due, to a second. */
    private long waitS() {
        long seconds = 0;
        while (!registration.due(nowNs + TimeUnit.SECONDS.toNanos(seconds))) {
            seconds++;
        }
        return seconds;
    }

    @Test
    void shouldRegisterAtOnceAndRefreshBeforeExpiry() {
        assertTrue(registration.due(nowNs));
        registration.sent(nowNs, TimeUnit.SECONDS.toNanos(40));
        assertFalse(registration.due(nowNs));
        registration.granted(600, nowNs);
        assertEquals(RegistrationState.REGISTERED, registration.state());
        assertTrue(waitS() >= 450 && waitS() <= 540, "refreshed after " + waitS());
    }

    @Test
    void shouldBackOffByTwoUpToTenMinutes() {
        long[] least = {5, 10, 20, 40, 80, 160, 320, 600, 600};
        for (long seconds : least) {
            registration.failed("503 Busy", 0, nowNs);
            assertTrue(
                    waitS() >= seconds && waitS() <= seconds * 3 / 2 + 1,
                    seconds + " expected, but " + waitS());
            nowNs += TimeUnit.SECONDS.toNanos(waitS());
        }
        assertEquals(RegistrationState.FAILING, registration.state());
        assertEquals("503 Busy", registration.reason());
        assertEquals(START_NS, registration.sinceNs());
        registration.granted(600, nowNs);
        registration.failed("gone", 0, nowNs + TimeUnit.SECONDS.toNanos(600));
        nowNs += TimeUnit.SECONDS.toNanos(600);
        assertTrue(waitS() <= 8, "starts anew after a success");
    }

    @ParameterizedTest
    @CsvSource({"120, 120", "999999, 3600", "0, 5"})
    void shouldObeyRetryAfterWithinReason(int asked, int expectedS) {
        registration.failed("503", asked, nowNs);
        assertTrue(waitS() >= expectedS && waitS() <= expectedS + 3, "waits " + waitS());
    }

    @Test
    void shouldAskForLongerWhenToldSo() {
        assertTrue(registration.tooBrief(1_800, nowNs));
        assertEquals(1_800, registration.expiresS());
        assertTrue(registration.due(nowNs));
        assertFalse(registration.tooBrief(60, nowNs), "which makes no sense");
        assertEquals(RegistrationState.FAILING, registration.state());
    }

    @Test
    void shouldStayRegisteredWhileAGrantLasts() {
        registration.granted(600, nowNs);
        registration.failed("408", 0, nowNs + TimeUnit.SECONDS.toNanos(500));
        assertEquals(RegistrationState.REGISTERED, registration.state());
        registration.failed("408", 0, nowNs + TimeUnit.SECONDS.toNanos(599));
        assertEquals(RegistrationState.FAILING, registration.state());
    }

    @Test
    void shouldDoNothingWhenItIsOff() {
        registration.off(nowNs);
        registration.failed("late", 0, nowNs);
        assertEquals(RegistrationState.OFF, registration.state());
        assertFalse(registration.due(nowNs + TimeUnit.DAYS.toNanos(1)));
    }

    @Test
    void shouldUseTheFirstServerThatIsUp() {
        TrunkServer one = TrunkServer.parse("sip:one.example.org");
        TrunkServer two = TrunkServer.parse("sip:two.example.org:5070;transport=tcp");
        TrunkServers servers = new TrunkServers(List.of(one, two), 1_000);
        assertEquals(one, servers.current(0));
        assertFalse(servers.failed(one, 0));
        assertEquals(one, servers.current(1), "once is bad luck");
        assertTrue(servers.failed(one, 2));
        assertEquals(two, servers.current(3));
        assertEquals(one, servers.current(1_002), "tried again after its rest");
        servers.failed(one, 1_003);
        assertEquals(two, servers.current(1_004));
        assertTrue(servers.answered(one));
        assertEquals(one, servers.current(1_005));
    }

    @ParameterizedTest
    @CsvSource({
        "sip:a.example.org, 'sip:a.example.org;transport=udp'",
        "a.example.org:5070, 'sip:a.example.org:5070;transport=udp'",
        "sip:10.0.0.1;transport=tcp, 'sip:10.0.0.1:5060;transport=tcp'",
        "sips:a.example.org, 'sip:a.example.org;transport=tls'",
        "sip:[2001:db8::1]:5080, 'sip:[2001:db8::1]:5080;transport=udp'",
    })
    void shouldReadServers(String text, String uri) {
        assertEquals(uri, TrunkServer.parse(text).uri(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sip:", "sip:alice@host", "http://host", "sip:host;transport=sctp"})
    void shouldRefuseWhatIsNoServer(String text) {
        assertThrows(IllegalArgumentException.class, () -> TrunkServer.parse(text));
    }
}
