package io.ringway.signaling.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import org.junit.jupiter.params.provider.ValueSource;

final class AnswerTest {

    private static Answer answer(String offer) throws SdpException {
        return answer(offer, AnswerPolicy.DEFAULT);
    }

    private static Answer answer(String offer, AnswerPolicy policy) throws SdpException {
        return Peers.negotiation().answer(offer, Peers.local(), policy);
    }

    private static SdpException refusal(String offer) {
        SdpException e = assertThrows(SdpException.class, () -> answer(offer));
        assertEquals(SdpException.Reason.UNACCEPTABLE, e.reason(), e.getMessage());
        return e;
    }

    private static String changed(String text, String from, String to) {
        assertTrue(text.contains(from), () -> "nothing to replace: " + from);
        return text.replace(from, to);
    }

    @ParameterizedTest
    @CsvSource({
        "actpass, CLIENT, active, CLIENT",
        "actpass, SERVER, passive, SERVER",
        "active, CLIENT, passive, SERVER",
        "active, SERVER, passive, SERVER",
        "passive, CLIENT, active, CLIENT",
        "passive, SERVER, active, CLIENT"
    })
    void shouldSettleTheDtlsRole(String offered, DtlsRole preferred, String answered, DtlsRole role)
            throws SdpException {
        String offer = changed(Peers.offer(Peers.audio("0")), "setup:actpass", "setup:" + offered);
        Answer answer = answer(offer, AnswerPolicy.DEFAULT.withDtlsRole(preferred));
        assertTrue(Peers.section(answer.sdp(), 0).contains("a=setup:" + answered));
        assertEquals(role, answer.negotiated().remote().localDtlsRole());
    }

    @Test
    void shouldTakeAnOfferWithoutSetupForActive() throws SdpException {
        String offer = changed(Peers.offer(Peers.audio("0")), "a=setup:actpass\n", "");
        assertEquals(DtlsRole.SERVER, answer(offer).negotiated().remote().localDtlsRole());
    }

    @Test
    void shouldRefuseHoldconn() {
        String offer = changed(Peers.offer(Peers.audio("0")), "actpass", "holdconn");
        assertTrue(refusal(offer).getMessage().contains("holdconn"));
    }

    @ParameterizedTest
    @CsvSource({
        "sendrecv, SENDRECV, sendrecv, true, true",
        "sendonly, SENDRECV, recvonly, true, false",
        "recvonly, SENDRECV, sendonly, false, true",
        "inactive, SENDRECV, inactive, false, false",
        "sendrecv, RECVONLY, recvonly, true, false",
        "sendrecv, SENDONLY, sendonly, false, true",
        "sendonly, SENDONLY, inactive, false, false",
        "recvonly, INACTIVE, inactive, false, false"
    })
    void shouldIntersectDirections(
            String offered, MediaDirection most, String answered, boolean receive, boolean send)
            throws SdpException {
        String offer =
                changed(Peers.offer(Peers.audio("0")), "a=sendrecv\n", "a=" + offered + "\n");
        Answer answer = answer(offer, AnswerPolicy.DEFAULT.withDirection(most));
        List<String> lines = Peers.section(answer.sdp(), 0);
        AudioSection audio = answer.negotiated().audio().getFirst();

        assertTrue(lines.contains("a=" + answered), answer.sdp());
        assertEquals(receive, audio.receive());
        assertEquals(send, audio.send());
        assertEquals(send, lines.stream().anyMatch(line -> line.startsWith("a=ssrc:")));
        assertEquals(send, lines.stream().anyMatch(line -> line.startsWith("a=msid:")));
    }

    @Test
    void shouldTakeDirectionAndTransportFromTheSessionWhenTheSectionIsSilent() throws SdpException {
        String transport = Peers.transport(Peers.UFRAG, Peers.FINGERPRINT, "actpass");
        String audio = changed(Peers.audio("0"), transport, "");
        String offer =
                Peers.offerWith(
                        "a=group:BUNDLE 0\na=recvonly\n" + transport.strip(),
                        changed(audio, "a=sendrecv\n", ""));
        Negotiated negotiated = answer(offer).negotiated();
        assertFalse(negotiated.audio().getFirst().receive());
        assertEquals(Peers.UFRAG, negotiated.remote().iceUfrag());
        assertTrue(negotiated.remoteTrickles());
    }

    @Test
    void shouldRefuseVideoAndDataInPlaceAndLeaveThemOutOfTheBundle() throws SdpException {
        Answer answer = answer(Peers.offer(Peers.video("v"), Peers.audio("a"), Peers.data("d")));
        assertTrue(answer.sdp().contains("\r\na=group:BUNDLE a\r\n"), answer.sdp());
        assertEquals(
                List.of(
                        "m=video 0 UDP/TLS/RTP/SAVPF 96",
                        "c=IN IP4 0.0.0.0",
                        "a=mid:v",
                        "a=inactive"),
                Peers.section(answer.sdp(), 0));
        assertEquals(
                "m=audio 10000 UDP/TLS/RTP/SAVPF 111 110",
                Peers.section(answer.sdp(), 1).getFirst());
        assertEquals(
                "m=application 0 UDP/DTLS/SCTP webrtc-datachannel",
                Peers.section(answer.sdp(), 2).getFirst());
        assertEquals("a", answer.negotiated().transportMid());
        assertEquals(
                List.of(
                        "section 0 (video, mid v): only audio is taken",
                        "section 2 (application, mid d): only audio is taken"),
                answer.negotiated().refused().stream().map(RefusedSection::toString).toList());
    }

    @Test
    void shouldAcceptEveryBundledAudioSectionOverTheTaggedTransport() throws SdpException {
        String second = changed(Peers.audio("1"), "ufrag:" + Peers.UFRAG, "ufrag:other");
        Answer answer = answer(Peers.offer(Peers.audio("0"), second));
        Negotiated negotiated = answer.negotiated();

        assertEquals(
                List.of("0", "1"), negotiated.audio().stream().map(AudioSection::mid).toList());
        assertEquals(Peers.UFRAG, negotiated.remote().iceUfrag());
        assertNotEquals(
                negotiated.audio().getFirst().localSsrc(),
                negotiated.audio().getLast().localSsrc());
        assertTrue(answer.sdp().contains("a=group:BUNDLE 0 1\r\n"));
        assertTrue(hasCandidates(answer, 0));
        assertFalse(hasCandidates(answer, 1), "candidates belong to the tagged section alone");
    }

    @Test
    void shouldFollowTheOrderOfTheBundleGroup() throws SdpException {
        String second = changed(Peers.audio("1"), "ufrag:" + Peers.UFRAG, "ufrag:other");
        Answer answer = answer(Peers.offerWith("a=group:BUNDLE 1 0 7", Peers.audio("0"), second));
        assertTrue(answer.sdp().contains("a=group:BUNDLE 1 0\r\n"), answer.sdp());
        assertEquals("other", answer.negotiated().remote().iceUfrag());
        assertEquals("1", answer.negotiated().transportMid());
        assertFalse(hasCandidates(answer, 0));
        assertTrue(hasCandidates(answer, 1));
    }

    private static boolean hasCandidates(Answer answer, int section) throws SdpException {
        return Peers.section(answer.sdp(), section).stream()
                .anyMatch(line -> line.startsWith("a=candidate:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=group:BUNDLE 0", "a=group:BUNDLE 1", "a=group:LS 0 1"})
    void shouldRefuseAudioOutsideTheFirstOnesBundle(String group) throws SdpException {
        Answer answer = answer(Peers.offerWith(group, Peers.audio("0"), Peers.audio("1")));
        assertEquals(1, answer.negotiated().audio().size());
        assertEquals("0", answer.negotiated().audio().getFirst().mid());
        assertEquals("m=audio 0 UDP/TLS/RTP/SAVPF 111", Peers.section(answer.sdp(), 1).getFirst());
        assertTrue(
                answer.negotiated().refused().getFirst().reason().contains("not bundled"),
                answer.sdp());
        assertEquals(group.equals("a=group:BUNDLE 0"), answer.sdp().contains("a=group:"));
    }

    @Test
    void shouldAnswerAnOfferWithoutMids() throws SdpException {
        String offer = Peers.offerWith("", changed(Peers.audio("0"), "a=mid:0\n", ""));
        Answer answer = answer(offer);
        assertFalse(answer.sdp().contains("a=mid"));
        assertFalse(answer.sdp().contains("a=group"));
        assertEquals("0", answer.negotiated().audio().getFirst().mid());
    }

    @Test
    void shouldReachBundleOnlyAudioOverTheTaggedVideo() throws SdpException {
        String transport = Peers.transport(Peers.UFRAG, Peers.FINGERPRINT, "actpass");
        String audio = changed(Peers.audio("a"), transport, "a=bundle-only\n");
        audio = changed(audio, "m=audio 9", "m=audio 0");
        Answer answer = answer(Peers.offer(Peers.video("v"), audio));
        assertEquals("v", answer.negotiated().transportMid());
        assertTrue(answer.sdp().contains("m=audio 10000 "), answer.sdp());
    }

    @Test
    void shouldLimitTheNumberOfAudioSections() throws SdpException {
        String[] sections = new String[10];
        for (int i = 0; i < sections.length; i++) {
            sections[i] = Peers.audio("m" + i);
        }
        Negotiated negotiated = answer(Peers.offer(sections)).negotiated();
        assertEquals(8, negotiated.audio().size());
        assertEquals("at most 8 audio sections are taken", negotiated.refused().getLast().reason());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=rtcp-mux | a=x | lacks a=rtcp-mux",
                "UDP/TLS/RTP/SAVPF | RTP/AVP | must be UDP/TLS/RTP/SAVPF (DTLS-SRTP), not 'RTP/AVP'",
                "UDP/TLS/RTP/SAVPF | RTP/SAVP | must be UDP/TLS/RTP/SAVPF",
                "UDP/TLS/RTP/SAVPF | TCP/TLS/RTP/SAVPF | must be UDP/TLS/RTP/SAVPF",
                "opus/48000/2 | iLBC/8000 | offers no opus/48000/2",
                "m=audio 9 | m=audio 0 | switches it off with port 0",
                "a=fingerprint | a=x | no a=fingerprint",
                "a=ice- | a=x- | no ICE credentials"
            })
    void shouldSayWhyNothingIsLeft(String from, String to, String reason) {
        String offer = changed(Peers.offer(Peers.audio("0")), from, to);
        String message = refusal(offer).getMessage();
        assertTrue(message.contains(reason), message);
    }

    @ParameterizedTest
    @CsvSource({"a=rtcp-mux, a=x", "UDP/TLS/RTP/SAVPF, RTP/AVP", "opus/48000/2, iLBC/8000"})
    void shouldRefuseJustTheSectionThatCannotBeHad(String from, String to) throws SdpException {
        Answer answer = answer(Peers.offer(changed(Peers.audio("0"), from, to), Peers.audio("1")));
        assertEquals("1", answer.negotiated().audio().getFirst().mid());
        assertTrue(answer.sdp().contains("a=group:BUNDLE 1\r\n"));
        assertTrue(Peers.section(answer.sdp(), 0).getFirst().startsWith("m=audio 0 "));
    }

    @Test
    void shouldSayThatAudioIsNeeded() {
        String message = refusal(Peers.offer(Peers.video("0"), Peers.data("1"))).getMessage();
        assertEquals(
                "the offer has no audio section; an m=audio line with Opus is needed", message);
        assertEquals(message, refusal(Peers.offerWith("")).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UDP/TLS/RTP/SAVPF", "UDP/TLS/RTP/SAVP", "RTP/SAVPF"})
    void shouldAnswerInTheOfferedProtocol(String protocol) throws SdpException {
        String offer = Peers.offer(Peers.audio("0")).replace("UDP/TLS/RTP/SAVPF", protocol);
        assertEquals(
                "m=audio 10000 " + protocol + " 111 110",
                Peers.section(answer(offer).sdp(), 0).getFirst());
    }

    @Test
    void shouldKeepTheOffersOrderAndNumbersOfFormats() throws SdpException {
        String section =
                """
                m=audio 9 UDP/TLS/RTP/SAVPF 126 63 9 96 72 100 0 101 63 4294967392
                a=mid:0
                a=rtcp-mux
                a=rtpmap:126 telephone-event/8000
                a=fmtp:126 0-16
                a=rtpmap:63 RED/48000/2
                a=fmtp:63 96/96
                a=rtpmap:9 G722/8000
                a=rtpmap:96 OPUS/48000/2
                a=rtpmap:72 opus/48000/2
                a=rtpmap:100 red/48000/2
                a=fmtp:100 9/96
                a=rtpmap:101 telephone-event/48000
                """
                        + Peers.transport(Peers.UFRAG, Peers.FINGERPRINT, "actpass");
        Answer answer = answer(Peers.offer(section));
        assertEquals(
                List.of(
                        new PayloadFormat(126, Codec.TELEPHONE_EVENT, 8_000, 1, false),
                        new PayloadFormat(63, Codec.RED, 48_000, 2, false),
                        new PayloadFormat(96, Codec.OPUS, 48_000, 1, false),
                        new PayloadFormat(101, Codec.TELEPHONE_EVENT, 48_000, 1, false),
                        new PayloadFormat(9, Codec.G722, 8_000, 1, false),
                        new PayloadFormat(0, Codec.PCMU, 8_000, 1, false)),
                answer.negotiated().audio().getFirst().formats());
        List<String> lines = Peers.section(answer.sdp(), 0);
        assertEquals("m=audio 10000 UDP/TLS/RTP/SAVPF 126 63 96 101 9 0", lines.getFirst());
        assertTrue(lines.contains("a=fmtp:126 0-15"));
        assertTrue(lines.contains("a=fmtp:63 96/96"));
        assertTrue(lines.contains("a=fmtp:96 minptime=10;useinbandfec=1"));

        Answer plain =
                answer(
                        Peers.offer(section),
                        AnswerPolicy.DEFAULT.withRedundancy(OpusRedundancy.OFF));
        assertEquals(
                "m=audio 10000 UDP/TLS/RTP/SAVPF 126 96 101 9 0",
                Peers.section(plain.sdp(), 0).getFirst());
    }

    @Test
    void shouldPutRedundancyBeforeOpusWhenPreferred() throws SdpException {
        String section =
                """
                m=audio 9 UDP/TLS/RTP/SAVPF 9 111 0 63 110
                a=mid:0
                a=rtcp-mux
                a=rtpmap:9 G722/8000
                a=rtpmap:111 opus/48000/2
                a=rtpmap:63 red/48000/2
                a=fmtp:63 111/111
                a=rtpmap:110 telephone-event/48000
                """
                        + Peers.transport(Peers.UFRAG, Peers.FINGERPRINT, "actpass");
        Answer preferred =
                answer(
                        Peers.offer(section),
                        AnswerPolicy.DEFAULT.withRedundancy(OpusRedundancy.PREFER));
        assertEquals(
                "m=audio 10000 UDP/TLS/RTP/SAVPF 63 111 110 9 0",
                Peers.section(preferred.sdp(), 0).getFirst());
        assertEquals(
                Codec.RED, preferred.negotiated().audio().getFirst().formats().getFirst().codec());
        assertEquals(
                "m=audio 10000 UDP/TLS/RTP/SAVPF 111 63 110 9 0",
                Peers.section(answer(Peers.offer(section)).sdp(), 0).getFirst());
    }

    @Test
    void shouldTakeACallerWithoutOpus() throws SdpException {
        String section =
                """
                m=audio 9 UDP/TLS/RTP/SAVPF 13 8 0 101
                a=mid:0
                a=rtcp-mux
                a=rtpmap:101 telephone-event/8000
                """
                        + Peers.transport(Peers.UFRAG, Peers.FINGERPRINT, "actpass");
        Answer answer = answer(Peers.offer(section));
        assertEquals(
                List.of(
                        new PayloadFormat(8, Codec.PCMA, 8_000, 1, false),
                        new PayloadFormat(0, Codec.PCMU, 8_000, 1, false),
                        new PayloadFormat(101, Codec.TELEPHONE_EVENT, 8_000, 1, false),
                        new PayloadFormat(13, Codec.COMFORT_NOISE, 8_000, 1, false)),
                answer.negotiated().audio().getFirst().formats());
        List<String> lines = Peers.section(answer.sdp(), 0);
        assertEquals("m=audio 10000 UDP/TLS/RTP/SAVPF 8 0 101 13", lines.getFirst());
        assertTrue(lines.contains("a=rtpmap:8 PCMA/8000"));
        assertTrue(lines.contains("a=rtpmap:13 CN/8000"));
    }

    @ParameterizedTest
    @CsvSource({
        "useinbandfec=1, true, 1, true, minptime=10;useinbandfec=1",
        "stereo=1, true, 2, false, minptime=10;useinbandfec=1;stereo=1",
        "sprop-stereo=1;useinbandfec=1, true, 2, true, minptime=10;useinbandfec=1;stereo=1",
        "stereo=1, false, 1, false, minptime=10;useinbandfec=1",
        "stereo=0;useinbandfec=0, true, 1, false, minptime=10;useinbandfec=1"
    })
    void shouldMirrorStereoAndAnnounceFec(
            String offered, boolean wanted, int channels, boolean fec, String answered)
            throws SdpException {
        String offer =
                changed(Peers.offer(Peers.audio("0")), "minptime=10;useinbandfec=1", offered);
        Answer answer = answer(offer, AnswerPolicy.DEFAULT.withStereo(wanted));
        PayloadFormat opus = answer.negotiated().audio().getFirst().formats().getFirst();
        assertEquals(new PayloadFormat(111, Codec.OPUS, 48_000, channels, fec), opus);
        assertTrue(Peers.section(answer.sdp(), 0).contains("a=fmtp:111 " + answered));
    }

    @Test
    void shouldEchoKnownHeaderExtensionsOnly() throws SdpException {
        String extensions =
                """
                a=extmap:3 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
                a=extmap:7 urn:ietf:params:rtp-hdrext:ssrc-audio-level vad=on
                a=extmap:8 urn:ietf:params:rtp-hdrext:ssrc-audio-level
                a=extmap:9/sendonly urn:ietf:params:rtp-hdrext:sdes:mid
                a=rtcp-mux
                """;
        Answer answer = answer(changed(Peers.offer(Peers.audio("0")), "a=rtcp-mux\n", extensions));
        AudioSection audio = answer.negotiated().audio().getFirst();
        assertEquals(7, audio.levelExtensionId());
        assertEquals(9, audio.midExtensionId());
        assertEquals(
                List.of(
                        "a=extmap:7 urn:ietf:params:rtp-hdrext:ssrc-audio-level",
                        "a=extmap:9/recvonly urn:ietf:params:rtp-hdrext:sdes:mid"),
                Peers.section(answer.sdp(), 0).stream()
                        .filter(line -> line.startsWith("a=extmap"))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"15", "4/recvonly", "4/inactive"})
    void shouldDropHeaderExtensionsThatCannotBeUsed(String id) throws SdpException {
        String extension = "a=extmap:" + id + " " + HeaderExtension.MID + "\na=rtcp-mux\n";
        Answer answer = answer(changed(Peers.offer(Peers.audio("0")), "a=rtcp-mux\n", extension));
        assertEquals(0, answer.negotiated().audio().getFirst().midExtensionId());
        assertFalse(answer.sdp().contains("extmap"));
    }

    @Test
    void shouldIgnoreWhatItDoesNotKnow() throws SdpException {
        String offer =
                changed(
                        Peers.offer(Peers.audio("0"), Peers.video("1")),
                        "a=rtpmap:96 VP8/90000",
                        "a=rtpmap:broken\na=candidate:?\nx=y\na=extmap:\na=ssrc:");
        assertEquals(1, answer(offer).negotiated().audio().size());
    }

    @Test
    void shouldPassOnWhatTheRemoteSideSaysOfItself() throws SdpException {
        String more =
                """
                a=ptime:20
                a=maxptime:60
                a=ssrc:4294967295 cname:x
                a=ssrc:4294967295 msid:a b
                a=ssrc:5 cname:x
                a=candidate:1 1 udp 7 192.0.2.9 4000 typ host
                a=candidate:oops
                a=end-of-candidates
                a=rtcp-mux
                """;
        String offer =
                changed(Peers.offer(Peers.audio("0")), "a=rtcp-mux\n", more)
                        .replace("a=group", "a=ice-lite\na=group");
        Answer answer = answer(offer);
        Negotiated negotiated = answer.negotiated();
        assertEquals(List.of(4_294_967_295L, 5L), negotiated.audio().getFirst().remoteSsrcs());
        assertEquals("192.0.2.9", negotiated.remote().candidates().getFirst().host());
        assertEquals(1, negotiated.candidatesIgnored());
        assertTrue(negotiated.endOfCandidates());
        assertTrue(negotiated.remote().iceLite());
        List<String> lines = Peers.section(answer.sdp(), 0);
        assertTrue(lines.contains("a=ptime:20"));
        assertTrue(lines.contains("a=maxptime:60"));
    }

    @Test
    void shouldSendPacketsAsLongAsIsWished() throws SdpException {
        String offer =
                changed(
                        Peers.offer(Peers.audio("0")),
                        "a=rtcp-mux\n",
                        "a=ptime:50\na=maxptime:120\na=rtcp-mux\n");
        Answer answer = answer(offer);
        assertEquals(40, answer.negotiated().audio().getFirst().packetTimeMs());
        assertTrue(Peers.section(answer.sdp(), 0).contains("a=ptime:40"));
        Answer usual = answer(Peers.offer(Peers.audio("0")));
        assertEquals(20, usual.negotiated().audio().getFirst().packetTimeMs());
        assertFalse(usual.sdp().contains("a=ptime"));
    }

    @Test
    void shouldWritePort9WhileNoCandidateIsKnown() throws SdpException {
        var local = Peers.local();
        var bare =
                new io.ringway.media.LocalTransport(
                        local.iceUfrag(), local.icePwd(), false, local.fingerprint(), List.of());
        Answer answer =
                Peers.negotiation()
                        .answer(Peers.offer(Peers.audio("0")), bare, AnswerPolicy.DEFAULT);
        List<String> lines = Peers.section(answer.sdp(), 0);
        assertEquals("m=audio 9 UDP/TLS/RTP/SAVPF 111 110", lines.getFirst());
        assertEquals("c=IN IP4 0.0.0.0", lines.get(1));
        assertFalse(answer.sdp().contains("ice-lite"));
        assertFalse(answer.sdp().contains("end-of-candidates"));
    }

    @Test
    void shouldNeverDrawAnSsrcInUse() throws SdpException {
        long drawn =
                answer(Peers.offer(Peers.audio("0"))).negotiated().audio().getFirst().localSsrc();
        String offer =
                changed(
                        Peers.offer(Peers.audio("0")),
                        "a=rtcp-mux\n",
                        "a=rtcp-mux\na=ssrc:" + drawn + " cname:x\n");
        assertNotEquals(drawn, answer(offer).negotiated().audio().getFirst().localSsrc());
    }
}
