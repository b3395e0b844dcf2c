package io.ringway.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
final class AddressLiteralTest {

    /** Examples of RFC 5952 §4 and §5 among them. */
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,192.0.2.1",
        "0:0:0:0:0:0:0:1,::1",
        "0:0:0:0:0:0:0:0,::",
        "2001:0db8::0001,2001:db8::1",
        "2001:db8:0:0:0:0:2:1,2001:db8::2:1",
        "2001:db8:0:1:1:1:1:1,2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1,2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1,2001:db8::1:0:0:1",
        "1:0:0:0:0:0:0:0,1::",
        "2001:DB8::10:0:A00,2001:db8::10:0:a00",
        "2001:db8:100:0:0:1000:0:1,2001:db8:100::1000:0:1",
    })
    void shouldWriteTheShortForm(String given, String expected) {
        assertEquals(expected, AddressLiteral.of(InetAddress.ofLiteral(given)));
    }

    @Test
    void shouldLeaveTheScopeOut() throws UnknownHostException {
        byte[] bytes = InetAddress.ofLiteral("fe80::7").getAddress();
        assertEquals("[fe80::7]", AddressLiteral.inUri(Inet6Address.getByAddress("", bytes, 0)));
        assertEquals("192.0.2.1", AddressLiteral.inUri(InetAddress.ofLiteral("192.0.2.1")));
    }

    @ParameterizedTest
    @CsvSource({"[::1],true", "0:0:0::1,true", "[0:0:0:0:0:0:0:1],true", "[::2],false", "a,false"})
    void shouldKnowAnAddressHoweverWritten(String host, boolean same) {
        InetAddress one = InetAddress.ofLiteral("::1");
        assertEquals(same, AddressLiteral.names(host, one));
        assertTrue(AddressLiteral.names("127.0.0.1", InetAddress.ofLiteral("127.0.0.1")));
        assertFalse(AddressLiteral.names("127.0.0.1", one));
    }
}
