package io.ringway.signaling.sdp.rtp;

import io.ringway.media.LocalRtp;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.dtls.CertificateFingerprint;
import io.ringway.signaling.sdp.MediaDirection;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sdp.SessionDescription;
import java.net.InetAddress;
import java.util.List;
import java.util.Random;

/** Both parties of these tests: our ports, and descriptions as phones write them. */
final class Phones {

    static final String FINGERPRINT = "sha-256 " + "AB:".repeat(31) + "CD";
    static final String OTHER_FINGERPRINT = "sha-256 " + "EF:".repeat(31) + "01";

    /** 30 bytes: a key and salt of AES_CM_128. */
    static final String KEY = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNk";

    static final String OTHER_KEY = "YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh";

    static final InetAddress ADDRESS = InetAddress.ofLiteral("192.0.2.1");
    static final LocalRtp LOCAL = local(ADDRESS);

    /** What {@link #offering} says of payload types, whether they are offered or not. */
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

    private Phones() {}

    static LocalRtp local(InetAddress address) {
        return new LocalRtp(
                address,
                40_000,
                40_001,
                CertificateFingerprint.parse("sha-256 " + "01:".repeat(31) + "23"));
    }

    static RtpNegotiation negotiation(RtpPolicy policy) {
        return new RtpNegotiation(policy, new Random(42));
    }

    static RtpNegotiation negotiation() {
        return negotiation(RtpPolicy.defaults());
    }

    static RtpAnswer answer(RtpNegotiation negotiation, String offer) throws SdpException {
        return answer(negotiation, offer, MediaDirection.SENDRECV);
    }

    static RtpAnswer answer(RtpNegotiation negotiation, String offer, MediaDirection most)
            throws SdpException {
        return negotiation.answer(negotiation.review(offer, ADDRESS), LOCAL, most);
    }

    /** A description with its address in the session part. */
    static String offer(String sections) {
        return offer("192.0.2.9", sections);
    }

    static String offer(String address, String sections) {
        return """
        v=0
        o=- 77 1 IN IP4 192.0.2.9
        s=-
        c=IN IP4 %s
        t=0 0
        %s"""
                .formatted(address, sections);
    }

    /** An offer of those payload types; 72 and 96 to 103 are mapped. */
    static String offering(String formats) {
        return offer("m=audio 5004 RTP/AVP " + formats + "\n" + MAPS);
    }

    /** A µ law phone with keys. */
    static String pcmu(String... lines) {
        return offer(
                "m=audio 5004 RTP/AVP 0 101\na=rtpmap:101 telephone-event/8000\n"
                        + String.join("\n", lines)
                        + "\n");
    }

    static String savp(String... lines) {
        return offer("m=audio 5004 RTP/SAVP 0\n" + String.join("\n", lines) + "\n");
    }

    static List<Codec> codecs(RtpTerms terms) {
        return terms.audio().formats().stream().map(format -> format.codec()).toList();
    }

    /** The lines of the section with that index, m-line first. */
    static List<String> section(String sdp, int index) throws SdpException {
        return SessionDescription.parse(sdp).media().get(index).lines().all().stream()
                .map(line -> line.type() + "=" + line.value())
                .toList();
    }

    static List<String> mediaLines(String sdp) throws SdpException {
        return SessionDescription.parse(sdp).media().stream()
                .map(section -> section.mediaLine().toSdp())
                .toList();
    }
}
