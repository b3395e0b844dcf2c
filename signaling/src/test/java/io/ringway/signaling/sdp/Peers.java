package io.ringway.signaling.sdp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.LocalTransport;
import io.ringway.media.dtls.CertificateFingerprint;
import io.ringway.media.ice.CandidateType;
import io.ringway.media.ice.IceCandidate;
import java.util.List;
import java.util.Random;

/**
 * The two parties of these tests: our transport, and descriptions as a browser would write them.
 */
final class Peers {

    static final String UFRAG = "rmt1";
    static final String PWD = "remotePassword0123456789";
    static final String FINGERPRINT = "sha-256 " + "AB:".repeat(31) + "CD";
    static final String OTHER_FINGERPRINT = "sha-256 " + "EF:".repeat(31) + "01";

    private static final CertificateFingerprint OURS =
            CertificateFingerprint.parse("sha-256 " + "01:".repeat(31) + "23");

    private Peers() {}

    static Negotiation negotiation() {
        return new Negotiation(SdpLimits.DEFAULT, new Random(42));
    }

    static LocalTransport local() {
        return local("locl");
    }

    static LocalTransport local(String ufrag) {
        return new LocalTransport(
                ufrag,
                "localPassword0123456789",
                true,
                OURS,
                List.of(candidate("192.0.2.7", 10_000), candidate("2001:db8::7", 10_000)));
    }

    static IceCandidate candidate(String host, int port) {
        return new IceCandidate("1", 1, 2_130_706_431L, host, port, CandidateType.HOST, null, 0);
    }

    /** A description with one bundle of all its sections. */
    static String offer(String... sections) {
        StringBuilder bundle = new StringBuilder("BUNDLE");
        for (String section : sections) {
            section.lines()
                    .filter(line -> line.startsWith("a=mid:"))
                    .forEach(line -> bundle.append(' ').append(line.substring(6)));
        }
        return offerWith("a=group:" + bundle, sections);
    }

    /**
     * A description with other session-level lines.
     *
     * @param session lines parted by LF; may be empty
     */
    static String offerWith(String session, String... sections) {
        StringBuilder text = new StringBuilder("v=0\no=- 77 1 IN IP4 127.0.0.1\ns=-\nt=0 0\n");
        if (!session.isEmpty()) {
            text.append(session).append('\n');
        }
        for (String section : sections) {
            text.append(section);
        }
        return text.toString();
    }

    /** A description with all of one passage replaced; there must be one. */
    static String changed(String text, String from, String to) {
        assertTrue(text.contains(from), () -> "nothing to replace: " + from);
        return text.replace(from, to);
    }

    /** An audio section with Opus 111 and telephone-event 110, as browsers offer it. */
    static String audio(String mid) {
        return """
        m=audio 9 UDP/TLS/RTP/SAVPF 111 110
        c=IN IP4 0.0.0.0
        a=mid:%s
        a=sendrecv
        a=rtcp-mux
        a=rtpmap:111 opus/48000/2
        a=fmtp:111 minptime=10;useinbandfec=1
        a=rtpmap:110 telephone-event/48000
        %s"""
                .formatted(mid, transport(UFRAG, FINGERPRINT, "actpass"));
    }

    static String video(String mid) {
        return """
        m=video 9 UDP/TLS/RTP/SAVPF 96 97
        c=IN IP4 0.0.0.0
        a=mid:%s
        a=rtcp-mux
        a=rtpmap:96 VP8/90000
        a=rtpmap:97 rtx/90000
        %s"""
                .formatted(mid, transport(UFRAG, FINGERPRINT, "actpass"));
    }

    static String data(String mid) {
        return """
        m=application 9 UDP/DTLS/SCTP webrtc-datachannel
        c=IN IP4 0.0.0.0
        a=mid:%s
        a=sctp-port:5000
        %s"""
                .formatted(mid, transport(UFRAG, FINGERPRINT, "actpass"));
    }

    static String transport(String ufrag, String fingerprint, String setup) {
        return """
        a=ice-ufrag:%s
        a=ice-pwd:%s
        a=ice-options:trickle
        a=fingerprint:%s
        a=setup:%s
        """
                .formatted(ufrag, PWD, fingerprint, setup);
    }

    /** An answer to our first offer. */
    static String answer(String setup) {
        return offer(
                """
                m=audio 9 UDP/TLS/RTP/SAVPF 111 110
                c=IN IP4 0.0.0.0
                a=mid:0
                a=sendrecv
                a=rtcp-mux
                a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
                a=rtpmap:111 opus/48000/2
                a=fmtp:111 minptime=10;useinbandfec=1
                a=rtpmap:110 telephone-event/48000
                a=ssrc:4711 cname:x
                """
                        + transport(UFRAG, FINGERPRINT, setup));
    }

    /** The lines of the section with that index, m-line first. */
    static List<String> section(String sdp, int index) throws SdpException {
        return SessionDescription.parse(sdp).media().get(index).lines().all().stream()
                .map(line -> line.type() + "=" + line.value())
                .toList();
    }
}
