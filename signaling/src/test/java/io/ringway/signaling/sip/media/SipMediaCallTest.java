package io.ringway.signaling.sip.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.LegEvent;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.srtp.SrtpProfile;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sdp.rtp.RtpPolicy;
import io.ringway.signaling.sip.media.SipMediaFactory.Profile;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two engines on loopback that agree by SDP; one plays a tone, the other sends it back. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class SipMediaCallTest {

    private static final RtpPolicy POLICY = RtpPolicy.defaults();

    private static void connect(Party caller, Party callee, Profile profile) throws SdpException {
        String offer = caller.calling(profile).offer();
        caller.media().accept(callee.answering(offer).answer(offer));
    }

    private static boolean isPlain(Party party) {
        String profile = party.statistics().srtpProfile();
        return Arrays.stream(SrtpProfile.values()).noneMatch(known -> known.name().equals(profile));
    }

    /** An offer of one and the answer of the other in a dialog that stands. */
    private static void renegotiate(Party one, Party other) throws SdpException {
        one.media().accept(other.media().answer(one.media().offer()));
    }

    /** The tone comes back: of its 50 packets most, for a jitter buffer or two may hold some. */
    private static void hearItself(Party caller) {
        long before = caller.statistics().packetsReceived();
        assertTrue(caller.play(1_000));
        caller.await(
                "the echo of a tone", () -> caller.statistics().packetsReceived() >= before + 40);
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldHearTheEchoOfATone(Profile profile) throws SdpException {
        try (Party caller = new Party(false, POLICY);
                Party callee = new Party(true, POLICY)) {
            connect(caller, callee, profile);
            assertTrue(caller.media().agreedOnKeys() && callee.media().agreedOnKeys());
            hearItself(caller);
            assertTrue(caller.saw(LegEvent.AudioStarted.class));
            assertTrue(callee.saw(LegEvent.AudioStarted.class));
            boolean handshakes = profile == Profile.DTLS_SRTP || profile == Profile.WEBRTC;
            assertEquals(handshakes, callee.saw(LegEvent.DtlsConnected.class));
            assertEquals(profile == Profile.RTP, isPlain(callee));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Codec.class,
            names = {"OPUS", "G722", "PCMA", "PCMU"})
    void shouldHearItInEveryCodec(Codec codec) throws SdpException {
        RtpPolicy one = POLICY.withCodecs(List.of(codec));
        try (Party caller = new Party(false, one);
                Party callee = new Party(true, POLICY)) {
            connect(caller, callee, Profile.RTP);
            hearItself(caller);
        }
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void shouldHearItUnderEverySuite(SrtpProfile suite) throws SdpException {
        RtpPolicy one = POLICY.withSuites(List.of(suite));
        try (Party caller = new Party(false, one);
                Party callee = new Party(true, POLICY)) {
            connect(caller, callee, Profile.SDES);
            hearItself(caller);
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldHoldAndResume(Profile profile) throws SdpException {
        try (Party caller = new Party(false, POLICY);
                Party callee = new Party(true, POLICY)) {
            connect(caller, callee, profile);
            hearItself(caller);

            caller.media().setHold(true);
            renegotiate(caller, callee);
            assertTrue(callee.media().heldByRemote());
            assertFalse(caller.media().heldByRemote());

            caller.media().setHold(false);
            renegotiate(caller, callee);
            assertFalse(callee.media().heldByRemote());
            hearItself(caller);
        }
    }

    @Test
    void shouldGoOnWithTheSameKeysAfterARefreshByTheOtherSide() throws SdpException {
        try (Party caller = new Party(false, POLICY);
                Party callee = new Party(true, POLICY)) {
            connect(caller, callee, Profile.SDES);
            hearItself(caller);
            renegotiate(callee, caller);
            hearItself(caller);
        }
    }

    @Test
    void shouldOpenNothingForAnOfferItCannotTake() throws SdpException {
        try (Party caller = new Party(false, POLICY.withCodecs(List.of(Codec.OPUS)));
                Party callee = new Party(true, POLICY.withCodecs(List.of(Codec.PCMU)))) {
            String offer = caller.calling(Profile.RTP).offer();
            SdpException e = assertThrows(SdpException.class, () -> callee.answering(offer));
            assertEquals(305, e.warning().code());
            assertEquals(0, callee.engine.activeLegs());
        }
    }

    @Test
    void shouldGoOnAfterOffersCrossed() throws SdpException {
        try (Party caller = new Party(false, POLICY);
                Party callee = new Party(true, POLICY)) {
            connect(caller, callee, Profile.RTP);
            String ours = caller.media().offer();
            String theirs = callee.media().offer();
            assertEquals(
                    SdpException.Reason.WRONG_STATE,
                    assertThrows(SdpException.class, () -> caller.media().answer(theirs)).reason());
            callee.media().rollback();
            caller.media().accept(callee.media().answer(ours));
            hearItself(caller);
        }
    }
}
