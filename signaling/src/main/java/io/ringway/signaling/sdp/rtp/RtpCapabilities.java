package io.ringway.signaling.sdp.rtp;

import io.ringway.media.AddressLiteral;
import io.ringway.signaling.sdp.LocalOrigin;
import io.ringway.signaling.sdp.MediaLine;
import io.ringway.signaling.sdp.SdpBuilder;
import io.ringway.signaling.sdp.SectionFormat;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What can be spoken with phones here, for somebody who asks without calling (RFC 3264 §9): every
 * m-line is an alternative, and has port 0 as there is no session.
 */
public final class RtpCapabilities {

    private RtpCapabilities() {}

    /**
     * The whole description; holds no keys.
     *
     * @param local our address as the asking side knows it
     */
    public static String describe(RtpPolicy policy, InetAddress local, RandomGenerator random) {
        String family = local instanceof Inet4Address ? "IN IP4 " : "IN IP6 ";
        String connection = family + AddressLiteral.of(local);
        SdpBuilder out = new SdpBuilder();
        out.line('s', "-").line('c', connection).line('t', "0 0");
        List<SectionFormat> formats = CodecSelection.offer(policy);
        for (RtpProfile profile : profiles(policy.srtp())) {
            write(out, profile, formats);
        }
        return new LocalOrigin(random).describe(connection, out.build());
    }

    private static List<RtpProfile> profiles(SrtpUse srtp) {
        return switch (srtp) {
            case OFF -> List.of(RtpProfile.AVP);
            case OPTIONAL -> List.of(RtpProfile.AVP, RtpProfile.SAVP, RtpProfile.UDP_TLS);
            case REQUIRED -> List.of(RtpProfile.SAVP, RtpProfile.UDP_TLS);
        };
    }

    private static void write(SdpBuilder out, RtpProfile profile, List<SectionFormat> formats) {
        List<String> payloadTypes =
                formats.stream().map(format -> Integer.toString(format.payloadType())).toList();
        out.line('m', new MediaLine("audio", 0, profile.sdpName(), payloadTypes).toSdp());
        for (SectionFormat format : formats) {
            out.attribute("rtpmap", format.map().toSdp());
            if (format.parameters() != null) {
                out.attribute("fmtp", format.payloadType() + " " + format.parameters());
            }
        }
    }
}
