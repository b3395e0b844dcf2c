package io.ringway.signaling.sdp.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringway.media.PayloadFormat.Codec;
import io.ringway.signaling.sdp.SdpException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of the offered codecs an answer keeps. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
final class CodecSelectionTest {

    private static final RtpPolicy POLICY = RtpPolicy.defaults();

    private static String formats(RtpPolicy policy, String offer) throws SdpException {
        String line =
                Phones.mediaLines(Phones.answer(Phones.negotiation(policy), offer).sdp())
                        .getFirst();
        return line.substring("audio 40000 RTP/AVP ".length());
    }

    @ParameterizedTest
    @CsvSource({
        "0 8 9, 0",
        "8 0 101 13, 8 101 13",
        "9 13 101, 9 13 101",
        "18 4 8 0, 8",
        "96 0 100 101, 96 100",
        "0 96 100 101, 0 101",
        "96 101 0, 96 101",
        "96 101 100, 96 100",
        "97 0, 0",
        "98 0, 0",
        "99 101, 99 101",
        "103 8, 8",
        "104 8, 8",
        "19 8, 8",
        "8 102, 8",
        "72 8, 72",
        "8 8 8, 8",
        "300 8, 8",
        "x 8, 8",
    })
    void shouldKeepTheOffersFirstCodecAndWhatFitsItsClock(String offered, String answered)
            throws SdpException {
        assertEquals(answered, formats(POLICY, Phones.offering(offered)));
    }

    @ParameterizedTest
    @CsvSource({
        "0 8 9 101, OFFERER, false, 0 8 9 101",
        "0 8 9 101, OURS, false, 9 8 0 101",
        "0 8 9 101, OURS, true, 9 101",
        "0 96 101 100, OURS, true, 96 100",
        "0 96 101 100 13, OFFERER, false, 0 96 101 100 13",
    })
    void shouldFollowOrderAndNumberOfPolicy(
            String offered, CodecOrder order, boolean one, String answered) throws SdpException {
        assertEquals(
                answered,
                formats(POLICY.withOrder(order).withOneCodec(one), Phones.offering(offered)));
    }

    @Test
    void shouldTakeOnlyTheCodecsOfPolicy() throws SdpException {
        RtpPolicy policy = POLICY.withCodecs(List.of(Codec.PCMA));
        assertEquals("8", formats(policy, Phones.offering("96 9 0 8")));
        SdpException e =
                assertThrows(SdpException.class, () -> formats(policy, Phones.offering("96 9 0")));
        assertEquals("Incompatible media format", e.warning().text());
        assertEquals(305, e.warning().code());
    }

    /** RFC 5761 §4: 64 to 95 would be taken for RTCP. */
    @Test
    void shouldLeaveOutNumbersThatLookLikeRtcpWhereTheyShareAPort() throws SdpException {
        assertEquals("8", formats(POLICY, Phones.offering("72 8") + "a=rtcp-mux\n"));
    }
}
