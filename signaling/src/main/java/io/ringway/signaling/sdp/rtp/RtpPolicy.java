package io.ringway.signaling.sdp.rtp;

import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.dtls.DtlsRole;
import io.ringway.media.srtp.SrtpProfile;
import io.ringway.signaling.sdp.SdpLimits;
import java.util.HashSet;
import java.util.List;

/**
 * What is agreed to with phones.
 *
 * @param codecs speech codecs taken, in the order we offer them
 * @param order whose order decides when we answer
 * @param oneCodec whether an answer keeps one speech codec, or all that both sides know
 * @param comfortNoise whether comfort noise (RFC 3389) is agreed to beside G.711 and G.722
 * @param srtp whether packets are protected
 * @param suites SDES suites taken, preferred first; the order decides when we answer
 * @param dtlsRole role taken when an offer leaves the choice
 * @param limits of descriptions
 */
public record RtpPolicy(
        List<Codec> codecs,
        CodecOrder order,
        boolean oneCodec,
        boolean comfortNoise,
        SrtpUse srtp,
        List<SrtpProfile> suites,
        DtlsRole dtlsRole,
        SdpLimits limits) {

    public RtpPolicy {
        codecs = List.copyOf(codecs);
        suites = List.copyOf(suites);
        boolean speech = !codecs.isEmpty() && codecs.stream().allMatch(Codec::isSpeech);
        if (!speech || new HashSet<>(codecs).size() < codecs.size()) {
            throw new IllegalArgumentException(
                    "codecs must be one or more of OPUS, G722, PCMA and PCMU, each once, got "
                            + codecs);
        }
        if (suites.isEmpty() || new HashSet<>(suites).size() < suites.size()) {
            throw new IllegalArgumentException(
                    "suites must be one or more SDES suites, each once, got " + suites);
        }
    }

    /** Opus, G.722, A law, µ law; the offer's order and one codec; SRTP where it is offered. */
    public static RtpPolicy defaults() {
        return new RtpPolicy(
                List.of(Codec.OPUS, Codec.G722, Codec.PCMA, Codec.PCMU),
                CodecOrder.OFFERER,
                true,
                true,
                SrtpUse.OPTIONAL,
                List.of(SrtpProfile.values()),
                DtlsRole.CLIENT,
                SdpLimits.DEFAULT);
    }

    public RtpPolicy withCodecs(List<Codec> taken) {
        return new RtpPolicy(taken, order, oneCodec, comfortNoise, srtp, suites, dtlsRole, limits);
    }

    public RtpPolicy withOrder(CodecOrder whose) {
        return new RtpPolicy(codecs, whose, oneCodec, comfortNoise, srtp, suites, dtlsRole, limits);
    }

    public RtpPolicy withOneCodec(boolean one) {
        return new RtpPolicy(codecs, order, one, comfortNoise, srtp, suites, dtlsRole, limits);
    }

    public RtpPolicy withSrtp(SrtpUse use) {
        return new RtpPolicy(codecs, order, oneCodec, comfortNoise, use, suites, dtlsRole, limits);
    }

    public RtpPolicy withSuites(List<SrtpProfile> taken) {
        return new RtpPolicy(codecs, order, oneCodec, comfortNoise, srtp, taken, dtlsRole, limits);
    }

    public RtpPolicy withDtlsRole(DtlsRole role) {
        return new RtpPolicy(codecs, order, oneCodec, comfortNoise, srtp, suites, role, limits);
    }
}
