package io.ringway.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnouncedAddressesTest {

    private static final InetAddress FIRST = address("10.0.0.1");
    private static final InetAddress SECOND = address("10.0.0.2");
    private static final InetAddress SIX = address("fd00::1");
    private static final InetAddress LOOPBACK = address("127.0.0.1");
    private static final List<InetAddress> LOCAL = List.of(LOOPBACK, FIRST, SIX, SECOND);

    @Test
    void shouldAnnounceTheLocalAddressWhenNothingIsMapped() {
        AnnouncedAddresses none = new AnnouncedAddresses(LOCAL, List.of());
        LOCAL.forEach(local -> assertEquals(local, none.of(local)));
    }

    @Test
    void shouldMapOneToOneWithinAFamily() {
        AnnouncedAddresses mapped =
                new AnnouncedAddresses(LOCAL, List.of("203.0.113.1", "2001:db8::9", "203.0.113.2"));
        assertEquals(address("203.0.113.1"), mapped.of(FIRST));
        assertEquals(address("203.0.113.2"), mapped.of(SECOND));
        assertEquals(address("2001:db8::9"), mapped.of(SIX));
        assertEquals(LOOPBACK, mapped.of(LOOPBACK));
    }

    @Test
    void shouldMapAllToTheOneThatIsAnnounced() {
        AnnouncedAddresses one = new AnnouncedAddresses(LOCAL, List.of("203.0.113.1"));
        assertEquals(address("203.0.113.1"), one.of(SECOND));
        assertEquals(SIX, one.of(SIX));
    }

    @Test
    void shouldRefuseWhatIsNoAddress() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new AnnouncedAddresses(LOCAL, List.of("[bad")));
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }
}
