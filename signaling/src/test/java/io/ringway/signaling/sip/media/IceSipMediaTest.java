package io.ringway.signaling.sip.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.AudioSection;
import io.ringway.media.CloseReason;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.ice.IceMode;
import io.ringway.signaling.LoopbackEngine;
import io.ringway.signaling.LoopbackLeg;
import io.ringway.signaling.OfferingPeer;
import io.ringway.signaling.sdp.OpusRedundancy;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sdp.SessionDescription;
import io.ringway.signaling.sdp.rtp.RtpPolicy;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
final class IceSipMediaTest {

    private static final MediaAddress LOCAL = MediaAddress.of(InetAddress.getLoopbackAddress());

    private final LoopbackEngine engine = new LoopbackEngine();
    private final OfferingPeer browser = new OfferingPeer();

    private SipMediaFactory sessions(int gatheringLimitMs) {
        SipMediaSettings settings =
                new SipMediaSettings(
                        RtpPolicy.defaults(),
                        OpusRedundancy.ACCEPT,
                        true,
                        gatheringLimitMs,
                        null,
                        false,
                        false,
                        false);
        return new SipMediaSessions(engine, settings, new SecureRandom());
    }

    private SipMedia answering(String offer) throws SdpException {
        return sessions(5_000).judge(offer, LOCAL).open("call", event -> {});
    }

    private SipMedia calling() {
        return sessions(5_000).open("call", SipMediaFactory.Profile.WEBRTC, LOCAL, event -> {});
    }

    private LoopbackLeg leg() {
        return engine.leg("call");
    }

    private static List<String> lines(String sdp) {
        return sdp.lines().toList();
    }

    /** The browser's next offer with another direction. */
    private String offer(String direction) throws SdpException {
        return browser.offer().replace("a=sendrecv", "a=" + direction);
    }

    @Test
    void shouldAnswerABrowserWithEverythingAtOnce() throws SdpException {
        String offer = browser.offer();
        SipMedia media = answering(offer);
        assertFalse(media.agreed());
        String answer = media.answer(offer);

        assertTrue(lines(answer).contains("a=end-of-candidates"), answer);
        assertEquals(1, lines(answer).stream().filter(l -> l.startsWith("a=candidate")).count());
        assertTrue(lines(answer).contains("a=rtcp-mux"), answer);
        assertTrue(lines(answer).contains("a=ice-lite"), answer);
        assertEquals(1, leg().remotes.size());
        assertEquals(IceMode.LITE, leg().spec().iceMode());
        assertTrue(leg().audio.getFirst().send() && leg().audio.getFirst().receive());
        assertTrue(media.agreed() && media.agreedOnKeys());
        assertEquals("call", media.leg().sessionId());
        browser.accept(answer);
    }

    @Test
    void shouldWaitForItsFirstCandidate() throws SdpException {
        engine.gathered = false;
        String offer = browser.offer();
        SipMedia media = answering(offer);
        Thread gathering = Thread.startVirtualThread(() -> leg().gather());
        String answer = media.answer(offer);
        assertTrue(answer.contains("a=candidate:"), answer);
        assertTrue(joined(gathering));
    }

    private static boolean joined(Thread thread) {
        try {
            return thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void shouldGiveUpWithoutACandidateAndStayAsItWas() throws SdpException {
        engine.gathered = false;
        String offer = browser.offer();
        SipMedia media = sessions(50).judge(offer, LOCAL).open("call", event -> {});
        SdpException e = assertThrows(SdpException.class, () -> media.answer(offer));
        assertTrue(e.getMessage().contains("no local address"), e.getMessage());
        assertFalse(media.agreed());
        assertTrue(leg().remotes.isEmpty());

        leg().gather();
        assertTrue(media.answer(offer).contains("a=candidate:"));
    }

    @Test
    void shouldGiveARepeatedOfferTheSameAnswer() throws SdpException {
        String offer = browser.offer();
        SipMedia media = answering(offer);
        assertEquals(media.answer(offer), media.answer(offer));
    }

    @Test
    void shouldOpenNothingForAnOfferItCannotTake() throws SdpException {
        String video = browser.offer().replace("m=audio", "m=video");
        assertThrows(SdpException.class, () -> answering(video));
        assertEquals(0, engine.activeLegs());
    }

    @ParameterizedTest
    @CsvSource({
        "sendrecv, false, sendrecv, false",
        "sendonly, false, recvonly, true",
        "inactive, false, inactive, true",
        "recvonly, false, sendonly, false",
        "sendrecv, true, sendonly, false",
        "sendonly, true, inactive, true",
    })
    void shouldAnswerHold(String offered, boolean hold, String answered, boolean held)
            throws SdpException {
        String offer = offer(offered);
        SipMedia media = answering(offer);
        media.setHold(hold);
        String answer = media.answer(offer);
        assertTrue(lines(answer).contains("a=" + answered), answer);
        assertEquals(held, media.heldByRemote());
        assertEquals(!held, leg().audio.getFirst().send());
    }

    @Test
    void shouldHoldAndResumeByOffersOfItsOwn() throws SdpException {
        String first = browser.offer();
        SipMedia media = answering(first);
        browser.accept(media.answer(first));

        media.setHold(true);
        String hold = media.offer();
        assertTrue(lines(hold).contains("a=sendonly"), hold);
        media.accept(browser.answer(hold));
        assertFalse(leg().audio.getFirst().receive());
        assertTrue(leg().audio.getFirst().send());

        media.setHold(false);
        media.accept(browser.answer(media.offer()));
        assertTrue(leg().audio.getFirst().receive());
    }

    @Test
    void shouldRestartIceWhenTheBrowserDoes() throws SdpException {
        String first = browser.offer();
        SipMedia media = answering(first);
        browser.accept(media.answer(first));
        String before = leg().localTransport().iceUfrag();

        String restarted = media.answer(browser.restartOffer("next"));
        assertFalse(leg().localTransport().iceUfrag().equals(before));
        assertTrue(
                restarted.contains("a=ice-ufrag:" + leg().localTransport().iceUfrag()), restarted);
        assertEquals(2, leg().remotes.size());
    }

    @Test
    void shouldCallWithOpusBeforeTheCodecsOfPhones() throws SdpException {
        SipMedia media = calling();
        String offer = media.offer();
        assertEquals(
                List.of("111", "63", "9", "8", "0", "13", "110", "126"),
                SessionDescription.parse(offer).media().getFirst().mediaLine().formats());
        media.accept(browser.answer(offer));
        AudioSection audio = leg().audio.getFirst();
        assertEquals(Codec.OPUS, audio.formats().getFirst().codec());
        assertTrue(media.agreedOnKeys());
    }

    @Test
    void shouldForgetItsOfferWhenAnotherCrossesIt() throws SdpException {
        String first = browser.offer();
        SipMedia media = answering(first);
        browser.accept(media.answer(first));
        assertTrue(media.offer().startsWith("v=0"));

        String crossing = browser.offer();
        SdpException e = assertThrows(SdpException.class, () -> media.answer(crossing));
        assertEquals(SdpException.Reason.WRONG_STATE, e.reason());
        media.rollback();
        browser.accept(media.answer(crossing));
    }

    @Test
    void shouldEndItsLeg() throws SdpException {
        String offer = browser.offer();
        SipMedia media = answering(offer);
        media.close(CloseReason.REMOTE_HANGUP);
        assertEquals(0, engine.activeLegs());
        assertInstanceOf(LoopbackLeg.class, media.leg());
    }
}
