package io.ringway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringway.media.AudioSection;
import io.ringway.media.LocalTransport;
import io.ringway.media.dtls.CertificateFingerprint;
import io.ringway.media.dtls.DtlsRole;
import io.ringway.media.ice.CandidateType;
import io.ringway.media.ice.IceCandidate;
import io.ringway.signaling.sdp.Answer;
import io.ringway.signaling.sdp.AnswerPolicy;
import io.ringway.signaling.sdp.LocalOffer;
import io.ringway.signaling.sdp.MediaDirection;
import io.ringway.signaling.sdp.Negotiated;
import io.ringway.signaling.sdp.Negotiation;
import io.ringway.signaling.sdp.OfferPolicy;
import io.ringway.signaling.sdp.RemoteOffer;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sdp.SdpLimits;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Offer/answer against a real browser's: what we write is taken, what it writes is understood. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class SdpBrowserSystemTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private static final String MAKE_OFFER =
            """
            const done = arguments[arguments.length - 1];
            (async () => {
              window.pc?.close();
              window.pc = new RTCPeerConnection();
              for (const kind of arguments[0].split(' ')) {
                if (kind === 'data') pc.createDataChannel('chat');
                else pc.addTransceiver(kind);
              }
              await pc.setLocalDescription();
              done(pc.localDescription.sdp);
            })().catch(e => done('ERROR ' + e));
            """;

    private static final String OFFER_AGAIN =
            """
            const done = arguments[arguments.length - 1];
            (async () => {
              if (arguments[0]) pc.restartIce();
              await pc.setLocalDescription();
              done(pc.localDescription.sdp);
            })().catch(e => done('ERROR ' + e));
            """;

    private static final String TAKE_ANSWER =
            """
            const done = arguments[arguments.length - 1];
            pc.setRemoteDescription({type: 'answer', sdp: arguments[0]})
              .then(() => done(pc.signalingState + ' '
                + pc.getTransceivers().map(t => t.currentDirection).join(' ')))
              .catch(e => done('ERROR ' + e));
            """;

    private static final String MAKE_ANSWER =
            """
            const done = arguments[arguments.length - 1];
            (async () => {
              if (!arguments[1]) {
                window.pc?.close();
                window.pc = new RTCPeerConnection();
              }
              await pc.setRemoteDescription({type: 'offer', sdp: arguments[0]});
              for (const t of pc.getTransceivers()) t.direction = 'sendrecv';
              await pc.setLocalDescription();
              done(pc.localDescription.sdp);
            })().catch(e => done('ERROR ' + e));
            """;

    private static ChromeDriver browser;

    private final Negotiation negotiation = new Negotiation(SdpLimits.DEFAULT, new Random(5));

    @BeforeAll
    static void openBrowser() {
        assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "SKIPPED: no Chromium here; apt-get install chromium chromium-driver");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--allow-loopback-in-peer-connection");
        ChromeDriverService service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(new File(DRIVER.toString()))
                        .usingAnyFreePort()
                        .build();
        browser = new ChromeDriver(service, options);
        browser.manage().timeouts().scriptTimeout(Duration.ofSeconds(30));
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.quit();
        }
    }

    private static String run(String script, Object... arguments) {
        String result = String.valueOf(browser.executeAsyncScript(script, arguments));
        assertFalse(result.startsWith("ERROR"), result);
        return result;
    }

    private static LocalTransport local(String ufrag) {
        IceCandidate candidate =
                new IceCandidate(
                        "1", 1, 2_130_706_431L, "127.0.0.1", 9_999, CandidateType.HOST, null, 0);
        return new LocalTransport(
                ufrag,
                "localPassword0123456789",
                true,
                CertificateFingerprint.parse("sha-256 " + "01:".repeat(31) + "23"),
                List.of(candidate));
    }

    private Answer answer(String offer) throws SdpException {
        return negotiation.answer(
                offer, local("locl"), AnswerPolicy.DEFAULT.withCandidatesComplete(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"audio", "audio data", "audio video data", "video audio", "audio audio"})
    void shouldWriteAnswersTheBrowserTakes(String kinds) throws SdpException {
        Answer answer = answer(run(MAKE_OFFER, kinds));
        String state = run(TAKE_ANSWER, answer.sdp());
        assertTrue(state.startsWith("stable"), state);
        int audio = kinds.split("audio", -1).length - 1;
        assertEquals(audio, state.split("sendrecv", -1).length - 1, state);
        assertEquals(audio, answer.negotiated().audio().size());
    }

    @ParameterizedTest
    @EnumSource(DtlsRole.class)
    void shouldTakePartInEitherDtlsRole(DtlsRole role) throws SdpException {
        Answer answer =
                negotiation.answer(
                        run(MAKE_OFFER, "audio"),
                        local("locl"),
                        AnswerPolicy.DEFAULT.withDtlsRole(role));
        assertTrue(run(TAKE_ANSWER, answer.sdp()).startsWith("stable"));
        assertEquals(role, answer.negotiated().remote().localDtlsRole());
    }

    @ParameterizedTest
    @EnumSource(MediaDirection.class)
    void shouldBeUnderstoodInEveryDirection(MediaDirection direction) throws SdpException {
        Answer answer =
                negotiation.answer(
                        run(MAKE_OFFER, "audio"),
                        local("locl"),
                        AnswerPolicy.DEFAULT.withDirection(direction));
        assertEquals("stable " + direction.reversed().sdpName(), run(TAKE_ANSWER, answer.sdp()));
    }

    @Test
    void shouldRenegotiateAndRestartIce() throws SdpException {
        Answer opened = answer(run(MAKE_OFFER, "audio video"));
        run(TAKE_ANSWER, opened.sdp());
        Answer repeated = answer(run(OFFER_AGAIN, false));
        assertEquals(opened.sdp(), repeated.sdp());
        run(TAKE_ANSWER, repeated.sdp());

        RemoteOffer restart = negotiation.receiveOffer(run(OFFER_AGAIN, true));
        assertTrue(restart.restartsIce());
        assertFalse(restart.renewsDtls());
        Answer second = negotiation.answer(local("new1"), AnswerPolicy.DEFAULT);
        assertTrue(run(TAKE_ANSWER, second.sdp()).startsWith("stable"));
        assertTrue(second.negotiated().iceRestarted());
        assertEquals(
                opened.negotiated().audio().stream().map(AudioSection::localSsrc).toList(),
                second.negotiated().audio().stream().map(AudioSection::localSsrc).toList());
    }

    @Test
    void shouldOfferAndUnderstandTheBrowsersAnswer() throws SdpException {
        LocalOffer offer = negotiation.offer(local("locl"), OfferPolicy.DEFAULT);
        Negotiated negotiated = negotiation.applyAnswer(run(MAKE_ANSWER, offer.sdp(), false));
        AudioSection audio = negotiated.audio().getFirst();
        assertEquals(DtlsRole.SERVER, negotiated.remote().localDtlsRole());
        assertTrue(audio.send() && audio.receive());
        assertEquals(4, audio.formats().size(), audio.toString());
        assertEquals(4, audio.midExtensionId());
        assertEquals(1, audio.levelExtensionId());

        LocalOffer again = negotiation.offer(local("new1"), OfferPolicy.DEFAULT);
        Negotiated restarted = negotiation.applyAnswer(run(MAKE_ANSWER, again.sdp(), true));
        assertTrue(restarted.iceRestarted());
        assertFalse(restarted.newDtlsAssociation());
        assertEquals(audio.localSsrc(), restarted.audio().getFirst().localSsrc());
    }
}
