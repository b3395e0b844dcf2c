package io.ringway.signaling.sdp.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.AudioSection;
import io.ringway.media.PayloadFormat;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.SendingLimits;
import io.ringway.signaling.sdp.MediaDirection;
import io.ringway.signaling.sdp.SdpException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
final class CodecSelectionTest {

    private static final RtpPolicy POLICY = RtpPolicy.defaults();

    /** Maps of every number the tables below use. */
    private static final String MAPS =
            """
            a=rtpmap:96 OPUS/48000/2
            a=fmtp:96 maxplaybackrate=16000;stereo=1;useinbandfec=1;usedtx=1;maxaveragebitrate=20000
            a=rtpmap:97 opus/48000
            a=rtpmap:98 G722/16000
            a=rtpmap:99 pcma/8000/1
            a=rtpmap:100 Telephone-Event/48000
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-16
            a=rtpmap:102 CN/16000
            a=rtpmap:103 iLBC/8000
            a=rtpmap:72 PCMU/8000
            """;

    private static String offer(String formats) {
        return Phones.offer("m=audio 5004 RTP/AVP " + formats + "\n" + MAPS);
    }

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
        assertEquals(answered, formats(POLICY, offer(offered)));
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
        assertEquals(answered, formats(POLICY.withOrder(order).withOneCodec(one), offer(offered)));
    }

    @Test
    void shouldTakeOnlyTheCodecsOfPolicy() throws SdpException {
        RtpPolicy policy = POLICY.withCodecs(List.of(Codec.PCMA));
        assertEquals("8", formats(policy, offer("96 9 0 8")));
        SdpException e = assertThrows(SdpException.class, () -> formats(policy, offer("96 9 0")));
        assertEquals("Incompatible media format", e.warning().text());
        assertEquals(305, e.warning().code());
    }

    /** RFC 5761 §4: 64 to 95 would be taken for RTCP. */
    @Test
    void shouldLeaveOutNumbersThatLookLikeRtcpWhereTheyShareAPort() throws SdpException {
        assertEquals("8", formats(POLICY, offer("72 8") + "a=rtcp-mux\n"));
    }

    @Test
    void shouldAnswerOpusInMonoWithItsOwnWishes() throws SdpException {
        RtpAnswer answer = Phones.answer(Phones.negotiation(), offer("96"));
        assertTrue(answer.sdp().contains("a=rtpmap:96 OPUS/48000/2\r\n"), answer.sdp());
        assertTrue(answer.sdp().contains("a=fmtp:96 minptime=10;useinbandfec=1\r\n"), answer.sdp());
        assertEquals(
                List.of(
                        new PayloadFormat(
                                96,
                                Codec.OPUS,
                                48_000,
                                1,
                                true,
                                new SendingLimits(20_000, 16_000, true, false))),
                answer.terms().audio().formats());
    }

    @Test
    void shouldAnswerTheKeysItSends() throws SdpException {
        RtpAnswer answer = Phones.answer(Phones.negotiation(), offer("8 101"));
        assertTrue(answer.sdp().contains("a=fmtp:101 0-15\r\n"), answer.sdp());
        assertEquals(
                new PayloadFormat(101, Codec.TELEPHONE_EVENT, 8_000, 1, false),
                answer.terms().audio().keyFormat());
    }

    /** Asterisk, Cisco and Linphone: keys come on a clock the speech does not have. */
    @Test
    void shouldAgreeOnKeysOfTheTelephonesClockBesideOpus() throws SdpException {
        AudioSection audio = Phones.answer(Phones.negotiation(), offer("96 101")).terms().audio();
        assertEquals(
                new PayloadFormat(101, Codec.TELEPHONE_EVENT, 8_000, 1, false), audio.keyFormat());
        assertEquals(48_000, audio.clockRateHz(101));
        RtpNegotiation ours = Phones.negotiation(POLICY.withCodecs(List.of(Codec.OPUS)));
        String offer = ours.offer(RtpProfile.AVP, Phones.LOCAL, MediaDirection.SENDRECV);
        assertEquals(List.of("audio 40000 RTP/AVP 111 101 110"), Phones.mediaLines(offer));
        AudioSection answered =
                ours.accept(
                                Phones.offer(
                                        "m=audio 5004 RTP/AVP 111 101\n"
                                                + "a=rtpmap:111 opus/48000/2\n"
                                                + "a=rtpmap:101 telephone-event/8000\n"),
                                Phones.ADDRESS)
                        .audio();
        assertEquals(
                new PayloadFormat(101, Codec.TELEPHONE_EVENT, 8_000, 1, false),
                answered.keyFormat());
    }

    @ParameterizedTest
    @CsvSource({
        "0, a=ptime:10, 10",
        "0, a=ptime:20, 20",
        "0, a=ptime:30, 30",
        "0, a=ptime:40, 40",
        "0, a=ptime:60, 60",
        "0, a=ptime:50, 40",
        "0, a=ptime:240, 60",
        "0, a=ptime:2, 10",
        "0, a=ptime:60~a=maxptime:30, 30",
        "0, a=maxptime:10, 10",
        "0, a=maxptime:150, 20",
        "0, a=ptime:-1, 20",
        "0, a=x, 20",
        "96, a=ptime:30, 20",
        "96, a=ptime:60, 60",
    })
    void shouldSendPacketsAsLongAsIsWishedAndSaySo(String codec, String stated, int lengthMs)
            throws SdpException {
        RtpNegotiation negotiation = Phones.negotiation();
        RtpAnswer answer =
                Phones.answer(negotiation, offer(codec) + stated.replace('~', '\n') + "\n");
        assertTrue(answer.sdp().contains("a=ptime:" + lengthMs + "\r\n"), answer.sdp());
        assertEquals(lengthMs, answer.terms().audio().packetTimeMs());
        RtpAnswer changed = Phones.answer(negotiation, offer(codec) + "a=ptime:10\n");
        assertEquals(10, changed.terms().audio().packetTimeMs());
    }

    @Test
    void shouldSendPacketsAsLongAsTheAnswerWishes() throws SdpException {
        RtpNegotiation negotiation = Phones.negotiation();
        negotiation.offer(RtpProfile.AVP, Phones.LOCAL, MediaDirection.SENDRECV);
        RtpTerms terms = negotiation.accept(Phones.pcmu("a=ptime:30"), Phones.ADDRESS);
        assertEquals(30, terms.audio().packetTimeMs());
        String again = negotiation.offer(RtpProfile.AVP, Phones.LOCAL, MediaDirection.SENDRECV);
        assertTrue(again.contains("a=ptime:30\r\n"), again);
    }

    @ParameterizedTest
    @CsvSource({
        "maxaveragebitrate=x;maxplaybackrate=-1, 0, 0, false, false",
        "maxaveragebitrate=99999999999;cbr=1, 1000000, 0, false, true",
        "usedtx=1;maxplaybackrate=8000, 0, 8000, true, false",
    })
    void shouldKeepWhatIsAskedOfTheOpusItSends(
            String parameters, int bitrateBps, int rateHz, boolean dtx, boolean constant)
            throws SdpException {
        AudioSection audio =
                Phones.answer(
                                Phones.negotiation(),
                                Phones.offer(
                                        "m=audio 5004 RTP/AVP 96\na=rtpmap:96 opus/48000/2\n"
                                                + "a=fmtp:96 "
                                                + parameters
                                                + "\n"))
                        .terms()
                        .audio();
        assertEquals(
                new SendingLimits(bitrateBps, rateHz, dtx, constant),
                audio.formats().getFirst().sending());
    }

    @Test
    void shouldOfferEverythingUnderTheNumbersPhonesKnow() throws SdpException {
        String offer =
                Phones.negotiation().offer(RtpProfile.AVP, Phones.LOCAL, MediaDirection.SENDRECV);
        assertEquals(
                List.of(
                        "m=audio 40000 RTP/AVP 111 9 8 0 13 101 110",
                        "a=rtpmap:111 opus/48000/2",
                        "a=fmtp:111 minptime=10;useinbandfec=1",
                        "a=rtpmap:9 G722/8000",
                        "a=rtpmap:8 PCMA/8000",
                        "a=rtpmap:0 PCMU/8000",
                        "a=rtpmap:13 CN/8000",
                        "a=rtpmap:101 telephone-event/8000",
                        "a=fmtp:101 0-15",
                        "a=rtpmap:110 telephone-event/48000",
                        "a=fmtp:110 0-15",
                        "a=ptime:20",
                        "a=sendrecv",
                        "a=rtcp-mux"),
                Phones.section(offer, 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // the answer's formats; what is agreed, first the one we send with
                "0 | 0",
                "8 0 101 | 8 0 101",
                "0 18 96 | 0",
                "111 110 | 111 110",
                // its own number for Opus, which we send under; theirs may come under ours
                "107 | 107 111",
                "107 8 108 | 107 8 108 111 101",
            })
    void shouldAgreeOnWhatTheAnswerKeeps(String answered, String agreed) throws SdpException {
        RtpNegotiation negotiation = Phones.negotiation();
        negotiation.offer(RtpProfile.AVP, Phones.LOCAL, MediaDirection.SENDRECV);
        RtpTerms terms =
                negotiation.accept(
                        Phones.offer(
                                "m=audio 5004 RTP/AVP "
                                        + answered
                                        + "\na=rtpmap:111 opus/48000/2\na=rtpmap:107 opus/48000/2"
                                        + "\na=rtpmap:101 telephone-event/8000"
                                        + "\na=rtpmap:108 telephone-event/8000"
                                        + "\na=rtpmap:110 telephone-event/48000"
                                        + "\na=rtpmap:96 iLBC/8000\n"),
                        Phones.ADDRESS);
        assertEquals(
                agreed,
                String.join(
                        " ",
                        terms.audio().formats().stream()
                                .map(format -> Integer.toString(format.payloadType()))
                                .toList()));
        assertTrue(negotiation.isAgreed());
    }

    @Test
    void shouldRepeatInLaterOffersWhatWasAgreed() throws SdpException {
        RtpNegotiation negotiation = Phones.negotiation();
        Phones.answer(negotiation, offer("96 0 100"));
        String again = negotiation.offer(RtpProfile.AVP, Phones.LOCAL, MediaDirection.SENDRECV);
        assertEquals(List.of("audio 40000 RTP/AVP 96 100"), Phones.mediaLines(again));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m=audio 5004 RTP/AVP 18 | must keep one of the speech codecs",
                "m=audio 5004 RTP/AVP 101 | must keep one of the speech codecs",
                "m=audio 0 RTP/AVP 0 | refuses the audio",
                "m=audio 5004 RTP/SAVP 0 | protocol must be RTP/AVP",
                "m=video 5004 RTP/AVP 0 | must answer the offer's audio",
                "m=audio 5004 RTP/AVP 0~m=video 0 RTP/AVP 31 | has 2 m-lines; the offer has 1",
                "a=x | has 0 m-lines; the offer has 1",
            })
    void shouldRefuseAnswersThatDoNotFit(String section, String reason) throws SdpException {
        RtpNegotiation negotiation = Phones.negotiation();
        negotiation.offer(RtpProfile.AVP, Phones.LOCAL, MediaDirection.SENDRECV);
        String answer = Phones.offer(section.replace('~', '\n') + "\n");
        SdpException e =
                assertThrows(SdpException.class, () -> negotiation.accept(answer, Phones.ADDRESS));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
        assertTrue(negotiation.isOffering() && !negotiation.isAgreed());
    }
}
