package io.ringway.media;

import io.ringway.media.dtls.CertificateFingerprint;
import java.net.InetAddress;

/**
 * Where a phone is to send its packets.
 *
 * @param address what to announce in SDP: the local address, or what it is mapped to outside
 * @param rtpPort even UDP port of RTP, and of RTCP too once rtcp-mux is agreed
 * @param rtcpPort the next port, of RTCP
 * @param fingerprint of our certificate, for DTLS-SRTP
 */
public record LocalRtp(
        InetAddress address, int rtpPort, int rtcpPort, CertificateFingerprint fingerprint) {}
