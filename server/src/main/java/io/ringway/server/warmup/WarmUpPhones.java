package io.ringway.server.warmup;

import io.ringway.media.AudioSection;
import io.ringway.media.LocalRtp;
import io.ringway.media.MediaEngine;
import io.ringway.media.MediaSecurity;
import io.ringway.media.PayloadFormat;
import io.ringway.media.RemoteRtp;
import io.ringway.media.RtpLegControl;
import io.ringway.media.RtpLegSpec;
import io.ringway.media.SpeechFormat;
import io.ringway.media.srtp.SrtpKeys;
import io.ringway.media.srtp.SrtpProfile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Phones and the server's legs to them, joined without signaling. Thread: the warm-up's. */
final class WarmUpPhones {

    static final PayloadFormat OPUS =
            new PayloadFormat(111, PayloadFormat.Codec.OPUS, 48_000, 2, true);

    private static final PayloadFormat PCMU =
            new PayloadFormat(0, PayloadFormat.Codec.PCMU, 8_000, 1, false);

    /** Of the server's legs, and of the others'. */
    static final long NEAR_SSRC = 1;

    static final long FAR_SSRC = 2;

    private static final SrtpProfile PROFILE = SrtpProfile.AES128_CM_HMAC_SHA1_80;

    private final MediaEngine answering;
    private final MediaEngine phones;
    private final SecureRandom random = new SecureRandom();

    /**
     * A phone's own leg, and the server's to it.
     *
     * @param far the phone
     * @param near the server's
     */
    record Line(RtpLegControl far, RtpLegControl near) {}

    WarmUpPhones(MediaEngine answering, MediaEngine phones) {
        this.answering = answering;
        this.phones = phones;
    }

    /** One that speaks Opus over SRTP with keys of its signaling. */
    Line opus(String name, @Nullable SpeechFormat speech, boolean echo) {
        byte[] nearKey = bytes(PROFILE.keyBytes());
        byte[] nearSalt = bytes(PROFILE.saltBytes());
        byte[] farKey = bytes(PROFILE.keyBytes());
        byte[] farSalt = bytes(PROFILE.saltBytes());
        return line(
                name,
                OPUS,
                speech,
                echo,
                false,
                new MediaSecurity.Sdes(new SrtpKeys(PROFILE, nearKey, nearSalt, farKey, farSalt)),
                new MediaSecurity.Sdes(new SrtpKeys(PROFILE, farKey, farSalt, nearKey, nearSalt)));
    }

    /** One that speaks G.711 and says what it hears. */
    Line pcmu(String name) {
        MediaSecurity none = new MediaSecurity.None();
        return line(name, PCMU, null, false, true, none, none);
    }

    static AudioSection section(PayloadFormat format, long ssrc) {
        return new AudioSection("0", List.of(format), true, true, List.of(), ssrc, 0, 0);
    }

    private Line line(
            String name,
            PayloadFormat format,
            @Nullable SpeechFormat speech,
            boolean nearEchoes,
            boolean farEchoes,
            MediaSecurity nearSecurity,
            MediaSecurity farSecurity) {
        RtpLegControl near =
                open(answering, new Phone(name, speech, nearEchoes), section(format, NEAR_SSRC));
        RtpLegControl far =
                open(phones, new Phone(name, null, farEchoes), section(format, FAR_SSRC));
        near.setRemoteRtp(remote(far.localRtp(), nearSecurity));
        far.setRemoteRtp(remote(near.localRtp(), farSecurity));
        return new Line(far, near);
    }

    /** What a leg is for. */
    private record Phone(String name, @Nullable SpeechFormat speech, boolean echo) {}

    private static RtpLegControl open(MediaEngine engine, Phone phone, AudioSection section) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        RtpLegControl leg =
                engine.openRtp(
                        new RtpLegSpec(
                                phone.name(), loopback, phone.speech(), phone.echo(), false, false),
                        event -> {});
        leg.setAudio(List.of(section));
        return leg;
    }

    private static RemoteRtp remote(LocalRtp other, MediaSecurity security) {
        return new RemoteRtp(
                new InetSocketAddress(other.address(), other.rtpPort()),
                new InetSocketAddress(other.address(), other.rtcpPort()),
                security);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
