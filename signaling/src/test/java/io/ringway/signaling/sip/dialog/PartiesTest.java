package io.ringway.signaling.sip.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gov.nist.javax.sip.parser.StringMsgParser;
import io.ringway.signaling.call.CallParties;
import java.nio.charset.StandardCharsets;
import javax.sip.message.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PartiesTest {

    private static CallParties parties(String uri, String from, String extra, boolean trusted)
            throws Exception {
        String invite =
                "INVITE "
                        + uri
                        + " SIP/2.0\r\nVia: SIP/2.0/UDP h;branch=z9hG4bK1\r\nMax-Forwards: 70\r\n"
                        + "From: "
                        + from
                        + ";tag=1\r\nTo: <sip:b@h>\r\nCall-ID: c\r\nCSeq: 1 INVITE\r\n"
                        + extra
                        + "Content-Length: 0\r\n\r\n";
        Request request =
                (Request)
                        new StringMsgParser()
                                .parseSIPMessage(
                                        invite.getBytes(StandardCharsets.UTF_8), true, true, null);
        return Parties.of(request, new Admission.Known("trunk", trusted));
    }

    @Test
    void shouldReadNamesAsTheyAreMeant() throws Exception {
        assertEquals(
                new CallParties("alice", "Zoë \"Z\" \\ Öz", "*21#", "h", "trunk", 69),
                parties("sip:%2A21%23@h", "\"Zoë \\\"Z\\\" \\\\ Öz\" <sip:alice@h>", "", false));
        assertEquals(
                new CallParties("+4930123", "Al", "030123", "h", "trunk", 69),
                parties(
                        "sip:030-123;phone-context=+49@h;user=phone",
                        "Al <sip:+4930123@h;user=phone>",
                        "",
                        false));
        assertEquals(
                new CallParties("+4930123", "", "+4930999", "", "trunk", 69),
                parties("tel:+49-30-999", "<tel:+49-30-123>", "", false));
    }

    @Test
    void shouldBelieveOnlyWhomItTrusts() throws Exception {
        String asserted = "P-Asserted-Identity: \"Al\" <sip:4930123@h>\r\n";
        String anonymous = "\"Anonymous\" <sip:anonymous@anonymous.invalid>";
        assertEquals("4930123", parties("sip:b@h", anonymous, asserted, true).caller());
        assertEquals("", parties("sip:b@h", anonymous, asserted, false).caller());
    }
}
