package io.ringway.signaling.sdp.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.RemoteRtp;
import io.ringway.signaling.sdp.MediaDirection;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sdp.SdpWarning;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
final class StatedAddressTest {

    private static final InetAddress IPV6 = InetAddress.ofLiteral("2001:db8::1");

    private final RtpNegotiation negotiation = Phones.negotiation();

    private static RemoteRtp remote(RtpAnswer answer) {
        RemoteRtp remote = answer.terms().remote();
        assertNotNull(remote);
        return remote;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=x | 5005 | false",
                "a=rtcp:5011 | 5011 | false",
                "a=rtcp:5011 IN IP4 192.0.2.77 | 5011 | false",
                "a=rtcp:5011 IN IP4 0.0.0.0 | 5011 | false",
                "a=rtcp-mux | 5004 | true",
                "a=rtcp:5004 | 5004 | false",
            })
    void shouldFindWhereControlPacketsGo(String line, int port, boolean mux) throws SdpException {
        RtpAnswer answer = Phones.answer(negotiation, Phones.pcmu(line));
        assertEquals(port, remote(answer).rtcp().getPort());
        assertEquals(
                line.contains(".77") ? "192.0.2.77" : "192.0.2.9",
                remote(answer).rtcp().getAddress().getHostAddress());
        assertEquals(mux, Phones.section(answer.sdp(), 0).contains("a=rtcp-mux"));
        assertEquals(port == 5_004, remote(answer).rtcpMux());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "c=IN IP4 phone.example.com | names are not resolved",
                "c=IN IP4 192.0.2 | must be an IPv4 address",
                "c=IN IP4 192.0.2.256 | must be an IPv4 address",
                "c=IN IP4 2001:db8::9 | must be an IPv4 address",
                "c=IN IP6 192.0.2.9 | must be an IPv6 address",
                "c=IN IP6 fe80::1%lo | must be an IPv6 address",
                "c=IN IP4 224.2.1.1/127 | not a multicast group",
                "c=IN IP6 2001:db8::9 | must be of IPv4, as ours is",
            })
    void shouldRefuseAddressesItCannotSendTo(String connection, String reason) {
        String offer = Phones.pcmu().replace("c=IN IP4 192.0.2.9", connection);
        SdpException e =
                assertThrows(SdpException.class, () -> negotiation.review(offer, Phones.ADDRESS));
        assertEquals(SdpWarning.INCOMPATIBLE_NETWORK_ADDRESS, e.warning());
        assertEquals(301, e.warning().code());
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "c=IN IP4 192.0.2.9 | a=x | a section needs a 'c=IN IP4 <address>' line",
                "c=IN IP4 192.0.2.9 | c=ATM NSAP 1 | must read 'IN IP4",
                "c=IN IP4 192.0.2.9 | c=IN | must read 'IN IP4",
                "t=0 0 | t=0 0~a=y | ",
                "m=audio 5004 RTP | a=x~m=audio 70000 RTP | port must be a number",
                "a=rtpmap:101 telephone-event/8000 | a=rtpmap:101 x | a=rtpmap must read",
                "a=rtpmap:101 telephone-event/8000 | a=rtcp:x | RTCP port must be a number",
                "a=rtpmap:101 telephone-event/8000 | a=rtcp:1 2 | a=rtcp must read",
            })
    void shouldSayWhatIsMalformed(String from, String to, @Nullable String reason)
            throws SdpException {
        String offer = Phones.pcmu().replace(from, to.replace('~', '\n'));
        if (reason == null) {
            assertNotNull(remote(Phones.answer(negotiation, offer)));
            return;
        }
        SdpException e =
                assertThrows(SdpException.class, () -> negotiation.review(offer, Phones.ADDRESS));
        assertEquals(SdpException.Reason.MALFORMED, e.reason());
        assertTrue(e.line() > 0, e.getMessage());
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    @Test
    void shouldSpeakIpv6WithThoseThatDo() throws SdpException {
        String offer = Phones.pcmu().replace("c=IN IP4 192.0.2.9", "c=IN IP6 2001:db8::9");
        RtpAnswer answer =
                negotiation.answer(
                        negotiation.review(offer, IPV6),
                        Phones.local(IPV6),
                        MediaDirection.SENDRECV);
        assertEquals(InetAddress.ofLiteral("2001:db8::9"), remote(answer).rtp().getAddress());
        assertTrue(answer.sdp().contains("c=IN IP6 2001:db8::1"), answer.sdp());
        assertTrue(answer.sdp().contains(" 1 IN IP6 2001:db8::1"), answer.sdp());
    }
}
