package io.ringway.signaling.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.ice.IceCandidate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AttributesTest {

    private static MediaSection section(String... lines) throws SdpException {
        return SessionDescription.parse(
                        "v=0\no=- 1 1 IN IP4 h\nm=audio 9 UDP/TLS/RTP/SAVPF 111\n"
                                + String.join("\n", lines))
                .media()
                .getFirst();
    }

    @Test
    void shouldReadPayloadAttributes() throws SdpException {
        MediaSection section =
                section(
                        "a=rtpmap:111 opus/48000/2",
                        "a=rtpmap:111 PCMU/8000",
                        "a=rtpmap:9 G722/8000",
                        "a=fmtp:111 minptime=10; useinbandfec=1;x",
                        "a=rtcp-fb:* nack pli",
                        "a=rtcp-fb:111 transport-cc");
        FormatParameters fmtp = Objects.requireNonNull(section.formatParameters().get(111));

        assertEquals(new RtpMap(111, "opus", 48_000, 2), section.rtpMaps().get(111));
        assertEquals(new RtpMap(9, "G722", 8_000, 1), section.rtpMaps().get(9));
        assertEquals("10", fmtp.value("MinPTime"));
        assertTrue(fmtp.isSet("useinbandfec"));
        assertFalse(fmtp.isSet("minptime"));
        assertNull(fmtp.value("x"));
        assertEquals(
                List.of(new RtcpFeedback("*", "nack pli"), new RtcpFeedback("111", "transport-cc")),
                section.rtcpFeedback());
    }

    @Test
    void shouldReadStreamAndExtensionAttributes() throws SdpException {
        MediaSection section =
                section(
                        "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level vad=on",
                        "a=extmap:2/recvonly urn:x",
                        "a=ssrc:4294967295 cname:a:b",
                        "a=ssrc:1 flag",
                        "a=msid:- track",
                        "a=msid:stream",
                        "a=ptime:20",
                        "a=maxptime:2.5",
                        "a=rtcp-mux-only");
        assertEquals(
                List.of(
                        new HeaderExtension(
                                1, MediaDirection.SENDRECV, HeaderExtension.AUDIO_LEVEL),
                        new HeaderExtension(2, MediaDirection.RECVONLY, "urn:x")),
                section.headerExtensions());
        assertEquals("2/recvonly urn:x", section.headerExtensions().getLast().toSdp());
        assertEquals(
                List.of(
                        new SsrcAttribute(4_294_967_295L, "cname", "a:b"),
                        new SsrcAttribute(1, "flag", "")),
                section.ssrcs());
        assertEquals(
                List.of(new MediaStreamId("-", "track"), new MediaStreamId("stream", "")),
                section.streamIds());
        assertEquals(20, section.packetTimeMs());
        assertEquals(0, section.maxPacketTimeMs());
        assertTrue(section.rtcpMux());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=rtpmap:111 | a=rtpmap must read",
                "a=rtpmap:111 opus | a=rtpmap must read",
                "a=rtpmap:128 opus/48000/2 | payload type must be a number from 0 to 127",
                "a=rtpmap:1 opus/0 | clock rate must be",
                "a=rtpmap:1 opus/48000/x | channels must be",
                "a=fmtp:111 | a=fmtp must read",
                "a=fmtp:x y | payload type must be",
                "a=rtcp-fb:111 | a=rtcp-fb must read",
                "a=rtcp-fb:x nack | payload type must be",
                "a=extmap:1 | a=extmap must read",
                "a=extmap:0 urn:x | extension id must be",
                "a=extmap:1/both urn:x | direction must be",
                "a=ssrc:1 | a=ssrc must read",
                "a=ssrc:4294967296 cname:x | SSRC must be a number from 0 to 4294967295",
                "a=msid: | a=msid must read",
                "a=setup:whenever | a=setup must be active",
                "a=ice-ufrag:abcd | a=ice-ufrag stands alone",
                "a=ice-pwd:0123456789012345678901 | a=ice-pwd stands alone",
                "a=fingerprint:sha-256 00:11 | a=fingerprint must read",
                "a=fingerprint:md5 00:11 | a=fingerprint must read"
            })
    void shouldPointAtMalformedAttributes(String line, String message) throws SdpException {
        MediaSection section = section("a=first", line);
        SdpException e = assertThrows(SdpException.class, () -> readEverything(section));
        assertEquals(5, e.line());
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    private static void readEverything(MediaSection section) throws SdpException {
        section.rtpMaps();
        section.formatParameters();
        section.rtcpFeedback();
        section.headerExtensions();
        section.ssrcs();
        section.streamIds();
        SetupRole.of(section);
        IceCredentials.of(section);
        Fingerprints.of(section, SdpLimits.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({
        "abc, 0123456789012345678901, ice-ufrag",
        "abcd, 012345678901234567890, ice-pwd",
        "ab:d, 0123456789012345678901, ice-ufrag",
        "ab d, 0123456789012345678901, ice-ufrag"
    })
    void shouldRefuseWeakOrOddIceCredentials(String ufrag, String pwd, String which)
            throws SdpException {
        MediaSection section = section("a=ice-ufrag:" + ufrag, "a=ice-pwd:" + pwd);
        SdpException e = assertThrows(SdpException.class, () -> IceCredentials.of(section));
        assertTrue(e.getMessage().contains("a=" + which + " must be"), e.getMessage());
        assertFalse(e.getMessage().contains(pwd), "a password must not be repeated");
    }

    @Test
    void shouldSkipUnknownHashesWhenAnotherFingerprintIsLeft() throws SdpException {
        MediaSection section =
                section("a=fingerprint:md5 00:11", "a=fingerprint:" + Peers.FINGERPRINT);
        assertEquals(1, Fingerprints.of(section, SdpLimits.DEFAULT).size());
    }

    @Test
    void shouldKeepOnlyCandidatesOfUse() {
        CandidateList list =
                CandidateList.of(
                        lines(
                                "candidate:1 1 UDP 1 192.0.2.1 5000 typ host generation 0",
                                "candidate:1 2 udp 1 192.0.2.1 5001 typ host",
                                "candidate:1 1 tcp 1 192.0.2.1 9 typ host tcptype active",
                                "candidate:2 1 udp 1 2001:db8::1 5000 typ srflx raddr :: rport 9",
                                "candidate:3 1 udp 1 0a.local 5000 typ host",
                                "candidate:4 1 udp 1 metadata.internal 80 typ host",
                                "candidate:5 1 udp 1 feed 80 typ host",
                                "candidate:6 1 udp 99999999999 192.0.2.1 80 typ host",
                                "candidate:junk",
                                "candidate:7 1 udp 1 192.0.2.1 80 typ relay",
                                "candidate:8 1 udp 1 192.0.2.1 81 typ host"),
                        4);
        assertEquals(
                List.of("1", "2", "3", "7"),
                list.candidates().stream().map(IceCandidate::foundation).toList());
        assertEquals(5, list.ignored());
    }

    private static List<SdpLine> lines(String... values) {
        return java.util.Arrays.stream(values).map(v -> new SdpLine(1, 'a', v, "\n")).toList();
    }

    @Test
    void shouldTurnDirectionsAround() {
        assertEquals(MediaDirection.RECVONLY, MediaDirection.SENDONLY.reversed());
        assertEquals(MediaDirection.SENDRECV, MediaDirection.SENDRECV.reversed());
        assertEquals(MediaDirection.INACTIVE, MediaDirection.SENDONLY.and(MediaDirection.RECVONLY));
        for (MediaDirection direction : MediaDirection.values()) {
            assertEquals(direction, MediaDirection.named(direction.sdpName()));
            assertEquals(direction, direction.reversed().reversed());
        }
        assertNull(MediaDirection.named("sideways"));
    }
}
