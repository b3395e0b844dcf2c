package io.ringway.signaling.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.AudioSection;
import io.ringway.media.PayloadFormat;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.dtls.DtlsRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LocalOfferTest {

    private final Negotiation negotiation = Peers.negotiation();

    private Negotiated exchange(String answer) throws SdpException {
        negotiation.offer(Peers.local(), OfferPolicy.DEFAULT);
        return negotiation.applyAnswer(answer);
    }

    @Test
    void shouldOfferOneAudioSection() throws SdpException {
        LocalOffer offer =
                negotiation.offer(
                        Peers.local(),
                        OfferPolicy.DEFAULT.withStereo(true).withCandidatesComplete(true));
        SessionDescription sdp = SessionDescription.parse(offer.sdp());
        List<String> lines = Peers.section(offer.sdp(), 0);

        assertEquals(1, sdp.media().size());
        assertEquals("m=audio 10000 UDP/TLS/RTP/SAVPF 111 63 110 126", lines.getFirst());
        for (String line :
                List.of(
                        "c=IN IP4 192.0.2.7",
                        "a=setup:actpass",
                        "a=mid:0",
                        "a=sendrecv",
                        "a=rtcp-mux",
                        "a=rtcp-mux-only",
                        "a=end-of-candidates",
                        "a=fmtp:111 minptime=10;useinbandfec=1;stereo=1",
                        "a=fmtp:63 111/111",
                        "a=extmap:4 " + HeaderExtension.MID)) {
            assertTrue(lines.contains(line), () -> line + " is missing in " + offer.sdp());
        }
    }

    @ParameterizedTest
    @CsvSource({"OFF, 111 110 126", "ACCEPT, 111 63 110 126", "PREFER, 63 111 110 126"})
    void shouldOfferRedundancyAsWanted(OpusRedundancy redundancy, String formats)
            throws SdpException {
        LocalOffer offer =
                negotiation.offer(
                        Peers.local(),
                        OfferPolicy.DEFAULT
                                .withRedundancy(redundancy)
                                .withCandidatesComplete(true));
        assertEquals(
                "m=audio 10000 UDP/TLS/RTP/SAVPF " + formats,
                Peers.section(offer.sdp(), 0).getFirst());
    }

    @ParameterizedTest
    @CsvSource({"active, SERVER", "passive, CLIENT"})
    void shouldTakeTheRoleTheAnswerLeaves(String setup, DtlsRole role) throws SdpException {
        assertEquals(role, exchange(Peers.answer(setup)).remote().localDtlsRole());
    }

    @Test
    void shouldAgreeOnWhatTheAnswerKeeps() throws SdpException {
        Negotiated negotiated = exchange(Peers.answer("active"));
        AudioSection audio = negotiated.audio().getFirst();
        assertEquals(
                List.of(
                        new PayloadFormat(111, Codec.OPUS, 48_000, 1, true),
                        new PayloadFormat(110, Codec.TELEPHONE_EVENT, 48_000, 1, false)),
                audio.formats());
        assertEquals(List.of(4711L), audio.remoteSsrcs());
        assertEquals(4, audio.midExtensionId());
        assertEquals(0, audio.levelExtensionId());
        assertTrue(audio.send() && audio.receive());
        assertEquals(Peers.UFRAG, negotiated.remote().iceUfrag());
        assertFalse(negotiated.iceRestarted() || negotiated.newDtlsAssociation());
    }

    @ParameterizedTest
    @CsvSource({
        "SENDRECV, sendonly, true, false",
        "SENDRECV, recvonly, false, true",
        "SENDRECV, inactive, false, false",
        "SENDONLY, sendrecv, false, true",
        "SENDONLY, recvonly, false, true"
    })
    void shouldIntersectDirections(
            MediaDirection offered, String answered, boolean receive, boolean send)
            throws SdpException {
        negotiation.offer(Peers.local(), OfferPolicy.DEFAULT.withDirection(offered));
        AudioSection audio =
                negotiation
                        .applyAnswer(Peers.answer("active").replace("a=sendrecv", "a=" + answered))
                        .audio()
                        .getFirst();
        assertEquals(receive, audio.receive());
        assertEquals(send, audio.send());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m=audio 9 | m=audio 0 | refuses every audio section",
                "m=audio | m=video | must answer the offer's audio section with mid 0",
                "a=mid:0 | a=mid:1 | must answer the offer's audio section with mid 0",
                "a=rtcp-mux | a=x | lacks a=rtcp-mux",
                "rtpmap:111 opus | rtpmap:111 speex | keep an offered speech payload type",
                "setup:active | setup:actpass | must settle the DTLS role",
                "setup:active | setup:holdconn | must settle the DTLS role",
                "a=fingerprint | a=x | no a=fingerprint",
                "SAVPF 111 | SAVPF 96 | keep an offered speech payload type"
            })
    void shouldRefuseAnswersThatDoNotFit(String from, String to, String message) {
        String answer = Peers.answer("active").replace(from, to);
        SdpException e = assertThrows(SdpException.class, () -> exchange(answer));
        assertEquals(SdpException.Reason.UNACCEPTABLE, e.reason());
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void shouldRefuseAnswersWithAnotherNumberOfSections() throws SdpException {
        String two = Peers.answer("active") + Peers.video("1");
        SdpException e = assertThrows(SdpException.class, () -> exchange(two));
        assertEquals(
                "the answer has 2 m-lines; the offer has 1, and each needs its answer",
                e.getMessage());
    }

    @Test
    void shouldNotTakeAnotherCodecUnderAnOfferedNumber() {
        String swapped =
                Peers.answer("active")
                        .replace("111", "x")
                        .replace("110", "111")
                        .replace("x", "110");
        assertThrows(SdpException.class, () -> exchange(swapped));
    }

    @Test
    void shouldSpeakToItself() throws SdpException {
        Negotiation other = new Negotiation(SdpLimits.DEFAULT, new java.util.Random(7));
        LocalOffer offer = negotiation.offer(Peers.local("aaaa"), OfferPolicy.DEFAULT);
        Answer answer = other.answer(offer.sdp(), Peers.local("bbbb"), AnswerPolicy.DEFAULT);
        Negotiated ours = negotiation.applyAnswer(answer.sdp());
        Negotiated theirs = answer.negotiated();

        assertEquals("bbbb", ours.remote().iceUfrag());
        assertEquals("aaaa", theirs.remote().iceUfrag());
        assertEquals(DtlsRole.SERVER, ours.remote().localDtlsRole());
        assertEquals(DtlsRole.CLIENT, theirs.remote().localDtlsRole());
        AudioSection mine = ours.audio().getFirst();
        AudioSection yours = theirs.audio().getFirst();
        assertEquals(4, mine.formats().size());
        assertEquals(
                mine.formats().stream().map(PayloadFormat::payloadType).toList(),
                yours.formats().stream().map(PayloadFormat::payloadType).toList());
        assertEquals(List.of(mine.localSsrc()), yours.remoteSsrcs());
        assertEquals(List.of(yours.localSsrc()), mine.remoteSsrcs());
        assertEquals(1, mine.levelExtensionId());
        assertEquals(4, yours.midExtensionId());

        LocalOffer back = other.offer(Peers.local("cccc"), OfferPolicy.DEFAULT);
        RemoteOffer received = negotiation.receiveOffer(back.sdp());
        assertTrue(received.restartsIce());
        assertFalse(received.renewsDtls());
        Answer second = negotiation.answer(Peers.local("dddd"), AnswerPolicy.DEFAULT);
        assertEquals(DtlsRole.SERVER, second.negotiated().remote().localDtlsRole());
        Negotiated applied = other.applyAnswer(second.sdp());
        assertTrue(applied.iceRestarted());
        assertFalse(applied.newDtlsAssociation());
        assertEquals(yours.localSsrc(), applied.audio().getFirst().localSsrc());
    }

    @Test
    void shouldTakeBundledAnswersOnly() throws SdpException {
        negotiation.answer(
                Peers.offer(Peers.audio("0"), Peers.audio("1")),
                Peers.local(),
                AnswerPolicy.DEFAULT);
        negotiation.offer(Peers.local(), OfferPolicy.DEFAULT);
        String apart = Peers.offerWith("", Peers.audio("0"), Peers.audio("1"));
        SdpException e =
                assertThrows(
                        SdpException.class,
                        () -> negotiation.applyAnswer(apart.replace("actpass", "passive")));
        assertTrue(e.getMessage().contains("must bundle"), e.getMessage());

        String turned =
                Peers.offerWith(
                        "a=group:BUNDLE 1 0",
                        Peers.audio("0"),
                        Peers.audio("1").replace(Peers.UFRAG, "tagd"));
        Negotiated negotiated = negotiation.applyAnswer(turned.replace("actpass", "passive"));
        assertEquals("1", negotiated.transportMid());
        assertEquals("tagd", negotiated.remote().iceUfrag());
    }

    @Test
    void shouldReportSectionsTheAnswerSwitchesOff() throws SdpException {
        negotiation.answer(
                Peers.offer(Peers.audio("0"), Peers.audio("1")),
                Peers.local(),
                AnswerPolicy.DEFAULT);
        negotiation.offer(Peers.local(), OfferPolicy.DEFAULT);
        String answer =
                Peers.offerWith(
                        "a=group:BUNDLE 0",
                        Peers.audio("0"),
                        Peers.audio("1").replace("m=audio 9", "m=audio 0"));
        Negotiated negotiated = negotiation.applyAnswer(answer.replace("actpass", "passive"));
        assertEquals(1, negotiated.audio().size());
        assertEquals(1, negotiated.refused().getFirst().index());
    }
}
