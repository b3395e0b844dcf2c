package io.ringway.server.dial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class SipAddressTest {

    @ParameterizedTest
    @CsvSource({
        "sip:echo@192.0.2.1,                    echo, 192.0.2.1:5060/udp",
        "echo@192.0.2.1:5070,                   echo, 192.0.2.1:5070/udp",
        "sip:4930@pbx.example;transport=TCP,    4930, pbx.example:5060/tcp",
        "sip:4930@pbx.example;transport=tls,    4930, pbx.example:5061/tls",
        "sips:4930@pbx.example,                 4930, pbx.example:5061/tls",
        "SIP:a%20b@[2001:db8::1]:5080;user=phone, a%20b, [2001:db8::1]:5080/udp",
        "sip:pbx.example,                       '',   pbx.example:5060/udp",
    })
    void shouldSayWhereToSend(String text, String user, String hop) {
        SipAddress address = SipAddress.parse(text);
        assertEquals(user, address.user());
        assertEquals(hop, address.hop());
        assertEquals(address, SipAddress.parse(address.uri()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sip:",
                "tel:+4930123",
                "tel:4930",
                "sip:a@b@c",
                "sip:a b@c",
                "<sip:a@b>",
                "sip:a@b:99999",
                "sip:a@b:0",
                "sip:a@[::1",
                "sip:a@b;transport=sctp",
            })
    void shouldRefuseWhatIsNone(String text) {
        String message =
                assertThrows(IllegalArgumentException.class, () -> SipAddress.parse(text))
                        .toString();
        assertTrue(message.contains("must be"), message);
    }

    @ParameterizedTest
    @CsvSource({
        "sip:proxy.example,                 sip:proxy.example;lr",
        "sip:proxy.example;lr,              sip:proxy.example;lr",
        "sip:proxy.example;transport=tcp,   sip:proxy.example;transport=tcp;lr",
        "sip:proxy.example;lr;transport=tcp, sip:proxy.example;lr;transport=tcp",
    })
    void shouldRouteLoosely(String text, String route) {
        assertEquals(route, SipAddress.parse(text).asRoute());
    }
}
