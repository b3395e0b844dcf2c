package io.ringway.media.engine;

import io.ringway.media.AudioSection;
import io.ringway.media.LegListener;
import io.ringway.media.LocalRtp;
import io.ringway.media.MediaSecurity;
import io.ringway.media.PayloadFormat;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.RemoteRtp;
import io.ringway.media.RtpLegControl;
import io.ringway.media.RtpLegSpec;
import io.ringway.media.SpeechFormat;
import io.ringway.media.leg.RtpLegSettings;
import io.ringway.media.leg.SilencePolicy;
import io.ringway.media.srtp.SrtpKeys;
import io.ringway.media.srtp.SrtpProfile;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What tests of legs over plain RTP share. */
final class RtpLegs {

    static final MediaSecurity PLAIN = new MediaSecurity.None();
    static final PayloadFormat PCMU = new PayloadFormat(0, Codec.PCMU, 8_000, 1, false);
    static final PayloadFormat PCMA = new PayloadFormat(8, Codec.PCMA, 8_000, 1, false);
    static final PayloadFormat G722 = new PayloadFormat(9, Codec.G722, 8_000, 1, false);
    static final PayloadFormat OPUS = new PayloadFormat(111, Codec.OPUS, 48_000, 2, true);

    private RtpLegs() {}

    /** The usual ones without silence that would come between what a test counts. */
    static RtpLegSettings quiet() {
        RtpLegSettings usual = RtpLegSettings.DEFAULTS;
        return new RtpLegSettings(
                usual.ports(),
                usual.timeoutMs(),
                usual.holdTimeoutMs(),
                usual.takeoverMs(),
                usual.probationPackets(),
                SilencePolicy.NONE);
    }

    static RtpLegSpec spec(String id, boolean echo) {
        return spec(id, null, echo);
    }

    static RtpLegSpec spec(String id, @Nullable SpeechFormat speech, boolean echo) {
        return new RtpLegSpec(id, RtpPhone.loopback(), speech, echo, false, false);
    }

    static RtpLegControl echoing(UdpMediaEngine engine, String id, LegListener listener) {
        RtpLegControl leg = engine.openRtp(spec(id, true), listener);
        leg.setAudio(List.of(section(1, PCMU, PCMA, G722, OPUS)));
        return leg;
    }

    static AudioSection section(long ssrc, PayloadFormat... formats) {
        return new AudioSection("0", List.of(formats), true, true, List.of(), ssrc, 0, 0);
    }

    static InetSocketAddress rtpOf(LocalRtp local) {
        return new InetSocketAddress(local.address(), local.rtpPort());
    }

    static InetSocketAddress rtcpOf(LocalRtp local) {
        return new InetSocketAddress(local.address(), local.rtcpPort());
    }

    /** Tells a leg of the remote side and waits until it knows: nothing is taken before. */
    static void connect(RtpLegControl leg, RemoteRtp remote) throws Exception {
        leg.setRemoteRtp(remote);
        LoopbackCall.statistics(leg);
    }

    /** A phone with RTCP on the next port, which it does not listen on. */
    static RemoteRtp remote(InetSocketAddress rtp) {
        InetSocketAddress rtcp = new InetSocketAddress(rtp.getAddress(), rtp.getPort() + 1);
        return new RemoteRtp(rtp, rtcp, PLAIN);
    }

    static RemoteRtp remote(LocalRtp other, MediaSecurity security, boolean mux) {
        return new RemoteRtp(rtpOf(other), mux ? rtpOf(other) : rtcpOf(other), security);
    }

    /** Keys of one side; the other side's are {@link #mirrored}. */
    static SrtpKeys keys(SrtpProfile profile, long seed) {
        Random random = new Random(seed);
        return new SrtpKeys(
                profile,
                bytes(random, profile.keyBytes()),
                bytes(random, profile.saltBytes()),
                bytes(random, profile.keyBytes()),
                bytes(random, profile.saltBytes()));
    }

    static SrtpKeys mirrored(SrtpKeys keys) {
        byte[] ownKey = keys.remoteKey();
        byte[] ownSalt = keys.remoteSalt();
        byte[] otherKey = keys.localKey();
        byte[] otherSalt = keys.localSalt();
        return new SrtpKeys(keys.profile(), ownKey, ownSalt, otherKey, otherSalt);
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
