package io.ringway.signaling.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SessionDescriptionTest {

    private static final String HEAD = "v=0\no=- 1 1 IN IP4 127.0.0.1\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n",
                "v=0\no=- 1 1 IN IP4 0.0.0.0\ns=-\nt=0 0",
                "v=0\no=- 1 1 IN IP4 0.0.0.0\r\ns= \n\n\r\n\n",
                "v=0\no=a  9 9   IN IP6 ::1\nz=0 0\nQ=unknown = kept\na=\na=:\na=x:\nb=AS:5\n",
                "v=0\no=- 1 1 IN IP4 h\nm=audio 9/2 RTP/AVP  0 8\nk=clear:x\na=é ü\nm=text 0 X y \n"
            })
    void shouldGiveBackEveryByte(String text) throws SdpException {
        assertEquals(text, SessionDescription.parse(text).toString());
    }

    @Test
    void shouldSeeSessionAndMediaLinesApart() throws SdpException {
        SessionDescription description =
                SessionDescription.parse(
                        HEAD
                                + "a=group:BUNDLE a b\na=group:LS a\na=setup:active\n"
                                + "m=audio 5004/2 RTP/AVP 0 96\na=mid:a\na=setup:passive\n"
                                + "m=video 0 UDP/TLS/RTP/SAVPF 97\na=mid:b\n");
        MediaSection audio = description.media().getFirst();
        MediaSection video = description.media().getLast();

        assertEquals(new Origin("-", "1", "1", "IN", "IP4", "127.0.0.1"), description.origin());
        assertEquals(
                new MediaLine("audio", 5004, "RTP/AVP", List.of("0", "96")), audio.mediaLine());
        assertEquals(6, audio.line());
        assertEquals(SetupRole.PASSIVE, SetupRole.of(audio));
        assertEquals(SetupRole.ACTIVE, SetupRole.of(video));
        assertEquals(video, description.section("b"));
        assertEquals(List.of("a", "b"), description.groups().getFirst().mids());
        assertEquals(description.groups().getFirst(), description.bundleOf("b"));
        assertNull(description.bundleOf("c"));
        assertNull(description.bundleOf(null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'' | 0 | no line at all",
                "x=0 | 1 | must start with 'v=0'",
                "v=1 | 1 | must start with 'v=0'",
                "v=0 | 1 | 'o=' line",
                "v=0;o=- 1 IN IP4 h | 2 | o= must read",
                "v=0;;o=- 1 1 IN IP4 h | 2 | '<letter>=<value>'",
                "v=0;o=- 1 1 IN IP4 h;nonsense | 3 | '<letter>=<value>'",
                "v=0;o=- 1 1 IN IP4 h;7=x | 3 | '<letter>=<value>'",
                "v=0;o=- 1 1 IN IP4 h;m=audio 9 RTP/AVP | 3 | m-line must read",
                "v=0;o=- 1 1 IN IP4 h;m=audio 65536 RTP/AVP 0 | 3 | port must be a number from 0 to 65535",
                "v=0;o=- 1 1 IN IP4 h;m=audio -1 RTP/AVP 0 | 3 | port must be",
                "v=0;o=- 1 1 IN IP4 h;m=au\"\"dio 1 RTP/AVP 0 | 3 | tokens",
                "v=0;o=- 1 1 IN IP4 h;m=audio 1 RTP//AVP 0 | 3 | tokens",
                "v=0;o=- 1 1 IN IP4 h;m=audio 1 RTP/AVP 0;a=mid:a b | 4 | a=mid must be a token",
                "v=0;o=- 1 1 IN IP4 h;a=group: | 3 | a=group must read",
                "v=0;o=- 1 1 IN IP4 h;m=audio 1 X 0;a=mid:a;m=audio 1 X 0;a=mid:a | 5 | names two sections"
            })
    void shouldSayWhichLineIsWrongAndWhatWouldBeRight(String text, int line, String message) {
        String sdp = text.equals("''") ? "" : text.replace(';', '\n');
        SdpException e = assertThrows(SdpException.class, () -> SessionDescription.parse(sdp));
        assertEquals(line, e.line(), e.getMessage());
        assertEquals(SdpException.Reason.MALFORMED, e.reason());
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void shouldRefuseNulAndStrayCarriageReturns() {
        for (String line : List.of("a=x\0y", "a=x\ry")) {
            SdpException e =
                    assertThrows(
                            SdpException.class, () -> SessionDescription.parse(HEAD + line + "\n"));
            assertEquals(3, e.line());
        }
    }

    @Test
    void shouldKeepErrorMessagesShortAndPrintable() {
        String junk = "\u0007\u001b[31mö" + "x".repeat(3_000);
        SdpException e =
                assertThrows(SdpException.class, () -> SessionDescription.parse(HEAD + junk));
        assertTrue(e.getMessage().length() < 200, e.getMessage());
        assertTrue(e.getMessage().contains("'??[31m?xxx"), e.getMessage());
    }

    @Test
    void shouldHoldEveryLimitAtItsEdge() throws SdpException {
        SdpLimits limits = new SdpLimits(200, 5, 40, 2, 1, 1, 1, 1);
        assertEquals(3, lines(HEAD + "a=" + "x".repeat(38), limits));
        assertTooLarge(HEAD + "a=" + "x".repeat(39), limits, 3);
        assertEquals(5, lines(HEAD + "a=1\na=2\na=3\n", limits));
        assertTooLarge(HEAD + "a=1\na=2\na=3\na=4\n", limits, 6);
        assertTooLarge(HEAD + "m=a 1 X 0\n".repeat(3), limits, 5);
        assertTooLarge(HEAD + "a=" + "x".repeat(200), limits, 0);
    }

    private static int lines(String text, SdpLimits limits) throws SdpException {
        return SessionDescription.parse(text, limits).session().all().size();
    }

    private static void assertTooLarge(String text, SdpLimits limits, int line) {
        SdpException e =
                assertThrows(SdpException.class, () -> SessionDescription.parse(text, limits));
        assertEquals(SdpException.Reason.TOO_LARGE, e.reason());
        assertEquals(line, e.line(), e.getMessage());
    }

    @Test
    void shouldRefuseLimitsThatLetNothingThrough() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new SdpLimits(1, 1, 1, 1, 1, 0, 1, 1));
        assertEquals("SDP limit maxCandidates must be 1 or more, got 0", e.getMessage());
    }
}
