package io.ringway.signaling.sdp.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.ringway.media.MediaSecurity;
import io.ringway.media.RemoteRtp;
import io.ringway.signaling.sdp.SdpException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Offers in the manner of the phones and PBXs that are out there. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
final class RealPhonesTest {

    private static final String FREESWITCH =
            """
            v=0
            o=FreeSWITCH 1763700000 1763700001 IN IP4 192.0.2.9
            s=FreeSWITCH
            c=IN IP4 192.0.2.9
            t=0 0
            m=audio 26210 RTP/AVP 102 9 0 8 103 101
            a=rtpmap:102 opus/48000/2
            a=fmtp:102 useinbandfec=1; maxaveragebitrate=30000; maxplaybackrate=48000; ptime=20; minptime=10; maxptime=40
            a=rtpmap:9 G722/8000
            a=rtpmap:0 PCMU/8000
            a=rtpmap:8 PCMA/8000
            a=rtpmap:103 telephone-event/48000
            a=fmtp:103 0-16
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-16
            a=ptime:20
            """;

    private static final String ASTERISK =
            """
            v=0
            o=- 1763700000 1763700000 IN IP4 192.0.2.9
            s=Asterisk
            c=IN IP4 192.0.2.9
            t=0 0
            m=audio 14786 RTP/AVP 8 0 101
            a=rtpmap:8 PCMA/8000
            a=rtpmap:0 PCMU/8000
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-16
            a=ptime:20
            a=maxptime:140
            a=sendrecv
            """;

    private static final String RTPENGINE =
            """
            v=0
            o=- 7370191892651 3 IN IP4 192.0.2.9
            s=-
            c=IN IP4 192.0.2.9
            t=0 0
            m=audio 30022 RTP/AVPF 0 8 126
            a=mid:0
            a=rtpmap:0 PCMU/8000
            a=rtpmap:8 PCMA/8000
            a=rtpmap:126 telephone-event/8000
            a=sendrecv
            a=rtcp:30022
            a=rtcp-mux
            m=video 0 RTP/AVPF 96
            """;

    private static final String CISCO =
            """
            v=0
            o=Cisco-SIPUA 12743 0 IN IP4 192.0.2.9
            s=SIP Call
            b=AS:4064
            t=0 0
            m=audio 16422 RTP/AVP 114 9 124 0 8 116 18 101
            c=IN IP4 192.0.2.9
            b=TIAS:64000
            a=rtpmap:114 opus/48000/2
            a=fmtp:114 maxplaybackrate=16000;sprop-maxcapturerate=16000;maxaveragebitrate=64000;stereo=0;sprop-stereo=0;usedtx=0
            a=rtpmap:9 G722/8000
            a=rtpmap:124 ISAC/16000
            a=rtpmap:0 PCMU/8000
            a=rtpmap:8 PCMA/8000
            a=rtpmap:116 iLBC/8000
            a=fmtp:116 mode=20
            a=rtpmap:18 G729/8000
            a=fmtp:18 annexb=yes
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            a=trafficclass:conversational.audio.avconf.aq:admitted
            a=sendrecv
            """;

    private static final String POLYCOM =
            """
            v=0
            o=- 1763700000 1763700000 IN IP4 192.0.2.9
            s=Polycom IP Phone
            c=IN IP4 192.0.2.9
            t=0 0
            a=sendrecv
            m=audio 2228 RTP/SAVP 9 0 8 18 127
            a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:%1$s
            a=crypto:2 AES_CM_128_HMAC_SHA1_32 inline:%1$s
            a=rtpmap:9 G722/8000
            a=rtpmap:0 PCMU/8000
            a=rtpmap:8 PCMA/8000
            a=rtpmap:18 G729/8000
            a=fmtp:18 annexb=no
            a=rtpmap:127 telephone-event/8000
            m=audio 2228 RTP/AVP 9 0 8 18 127
            a=rtpmap:127 telephone-event/8000
            """
                    .formatted(Phones.KEY);

    private static final String BARESIP =
            """
            v=0
            o=- 1234567890 987654321 IN IP4 192.0.2.9
            s=-
            c=IN IP4 192.0.2.9
            t=0 0
            a=tool:baresip 3.8.1
            m=audio 10046 UDP/TLS/RTP/SAVP 96 0 8 101
            b=AS:125
            a=rtpmap:96 opus/48000/2
            a=fmtp:96 stereo=1;sprop-stereo=1
            a=rtpmap:0 PCMU/8000
            a=rtpmap:8 PCMA/8000
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            a=fingerprint:sha-256 %s
            a=setup:actpass
            a=rtcp:10047
            a=rtcp-mux
            a=sendrecv
            a=label:1
            a=rtcp-rsize
            a=ssrc:1842053217 cname:sip:alice@192.0.2.9
            a=ptime:20
            """
                    .formatted(Phones.FINGERPRINT.substring("sha-256 ".length()));

    private static final String LINPHONE =
            """
            v=0
            o=alice 2390 1906 IN IP4 192.0.2.9
            s=Talk
            c=IN IP4 192.0.2.9
            t=0 0
            a=ice-pwd:0123456789abcdefghijklmn
            a=ice-ufrag:abcd1234
            a=rtcp-xr:rcvr-rtt=all:10000 stat-summary=loss,dup,jitt,TTL voip-metrics
            m=audio 7078 RTP/AVP 96 97 98 0 8 18 101 99 100
            a=rtpmap:96 opus/48000/2
            a=fmtp:96 useinbandfec=1
            a=rtpmap:97 speex/16000
            a=fmtp:97 vbr=on
            a=rtpmap:98 speex/8000
            a=rtpmap:101 telephone-event/48000
            a=rtpmap:99 telephone-event/16000
            a=rtpmap:100 telephone-event/8000
            a=rtcp:7079
            a=candidate:1 1 UDP 2130706303 192.0.2.9 7078 typ host
            a=candidate:1 2 UDP 2130706302 192.0.2.9 7079 typ host
            a=rtcp-fb:* trr-int 5000
            a=rtcp-fb:* ccm tmmbr
            """;

    /**
     * What is expected of an offer.
     *
     * @param answer our m-lines
     * @param rtcpPort where our reports go
     */
    record Phone(
            String name,
            String offer,
            List<String> answer,
            int rtcpPort,
            Class<? extends MediaSecurity> security) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Phone> phones() {
        return List.of(
                new Phone(
                        "FreeSWITCH",
                        FREESWITCH,
                        List.of("audio 40000 RTP/AVP 102 103"),
                        26_211,
                        MediaSecurity.None.class),
                new Phone(
                        "Asterisk",
                        ASTERISK,
                        List.of("audio 40000 RTP/AVP 8 101"),
                        14_787,
                        MediaSecurity.None.class),
                new Phone(
                        "Kamailio with rtpengine",
                        RTPENGINE,
                        List.of("audio 40000 RTP/AVPF 0 126", "video 0 RTP/AVPF 96"),
                        30_022,
                        MediaSecurity.None.class),
                new Phone(
                        "Cisco",
                        CISCO,
                        List.of("audio 40000 RTP/AVP 114 101"),
                        16_423,
                        MediaSecurity.None.class),
                new Phone(
                        "Polycom",
                        POLYCOM,
                        List.of("audio 40000 RTP/SAVP 9 127", "audio 0 RTP/AVP 9"),
                        2_229,
                        MediaSecurity.Sdes.class),
                new Phone(
                        "baresip",
                        BARESIP,
                        List.of("audio 40000 UDP/TLS/RTP/SAVP 96 101"),
                        10_046,
                        MediaSecurity.Dtls.class),
                new Phone(
                        "linphone",
                        LINPHONE,
                        List.of("audio 40000 RTP/AVP 96 101"),
                        7_079,
                        MediaSecurity.None.class));
    }

    @ParameterizedTest
    @MethodSource("phones")
    void shouldAnswer(Phone phone) throws SdpException {
        RtpAnswer answer = Phones.answer(Phones.negotiation(), phone.offer());
        RemoteRtp remote = answer.terms().remote();
        assertEquals(phone.answer(), Phones.mediaLines(answer.sdp()));
        assertNotNull(remote);
        assertEquals(phone.rtcpPort(), remote.rtcp().getPort());
        assertEquals(phone.security(), remote.security().getClass());
        assertEquals(-1, answer.sdp().indexOf("a=candidate"));
        assertEquals(-1, answer.sdp().indexOf("a=ice"));
    }
}
