package io.ringway.server.warmup;

import static io.ringway.server.warmup.WarmUpPhones.section;

import io.ringway.media.BridgeSpec;
import io.ringway.media.IceLegControl;
import io.ringway.media.LegControl;
import io.ringway.media.LegEvent;
import io.ringway.media.LegSpec;
import io.ringway.media.LocalTransport;
import io.ringway.media.MediaEngine;
import io.ringway.media.RemoteTransport;
import io.ringway.media.SpeechFormat;
import io.ringway.media.dtls.DtlsRole;
import io.ringway.media.ice.IceMode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The kinds of calls a server has: browsers and phones to the speech service and its echo, a
 * browser and a phone bridged with sound encoded anew, phones bridged with packets passed on.
 *
 * <p>Thread: the warm-up's.
 */
final class WarmUpCalls {

    /** Of calls nobody has to play: much is said in little time. */
    private static final int PACKETS_A_TURN = 4;

    private static final long CONNECT_MS = 10_000;

    private final MediaEngine answering;
    private final WarmUpSpeech speech;
    private final List<LossyStream> inRealTime = new ArrayList<>();
    private final List<LossyStream> hurried = new ArrayList<>();
    private int nextNumber = 1;

    /**
     * @param answering the engine in the server's role
     */
    WarmUpCalls(MediaEngine answering, WarmUpSpeech speech) {
        this.answering = answering;
        this.speech = speech;
    }

    /**
     * Sets up all calls.
     *
     * @param browser an engine for the browser that calls the speech service
     * @param other one for the browser that calls a phone; each browser has its port
     * @throws TimeoutException when one does not come about in time
     */
    void connect(MediaEngine browser, MediaEngine other)
            throws InterruptedException, ExecutionException, TimeoutException {
        WarmUpPhones phones = new WarmUpPhones(answering, browser);
        callSpeechService(browser);
        callPhone(other, phones);
        WarmUpPhones.Line talker = phones.opus(name(), SpeechFormat.LINEAR16_16K, true);
        hurried.add(stream(talker.far()));
        WarmUpPhones.Line first = phones.opus(name(), null, false);
        WarmUpPhones.Line second = phones.opus(name(), null, false);
        bridge(first.near(), second.near());
        hurried.add(stream(first.far()));
        hurried.add(stream(second.far()));
        WarmUpPhones.Line wideband = phones.opus(name(), null, false);
        bridge(wideband.near(), phones.pcmu(name()).near());
        inRealTime.add(stream(wideband.far()));
    }

    /** Says what is due every 20 ms. */
    void turn() {
        inRealTime.forEach(stream -> stream.say(1));
        hurried.forEach(stream -> stream.say(PACKETS_A_TURN));
    }

    /** Says much at once, as after a standstill of the network. */
    void burst(int packets) {
        hurried.forEach(stream -> stream.say(packets));
    }

    private void callSpeechService(MediaEngine browser)
            throws InterruptedException, ExecutionException, TimeoutException {
        LegSpec heard = new LegSpec(name(), IceMode.LITE, SpeechFormat.LINEAR16_16K, true, false);
        hurried.add(stream(join(browser, heard).far()));
    }

    private void callPhone(MediaEngine browser, WarmUpPhones phones)
            throws InterruptedException, ExecutionException, TimeoutException {
        LegSpec bridged = new LegSpec(name(), IceMode.LITE, null, false, false);
        Joined call = join(browser, bridged);
        bridge(call.near(), phones.pcmu(name()).near());
        inRealTime.add(stream(call.far()));
    }

    private void bridge(LegControl first, LegControl second) {
        answering.bridge(first, second, new BridgeSpec(name(), false));
    }

    private LossyStream stream(LegControl leg) {
        return new LossyStream(leg, speech, nextNumber);
    }

    private String name() {
        return "warm-up-" + nextNumber++;
    }

    /** A browser's leg on its own engine, and the server's. */
    private record Joined(IceLegControl far, IceLegControl near) {}

    private Joined join(MediaEngine browser, LegSpec answered)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<Void> far = new CompletableFuture<>();
        CompletableFuture<Void> near = new CompletableFuture<>();
        LegSpec calling = new LegSpec(name(), IceMode.CONTROLLING, null, false, false);
        Joined legs =
                new Joined(
                        browser.open(calling, event -> note(event, far)),
                        answering.open(answered, event -> note(event, near)));
        legs.far().setAudio(List.of(section(WarmUpPhones.OPUS, WarmUpPhones.FAR_SSRC)));
        legs.near().setAudio(List.of(section(WarmUpPhones.OPUS, WarmUpPhones.NEAR_SSRC)));
        LocalTransport offer = legs.far().localTransport();
        LocalTransport answer = legs.near().localTransport();
        legs.near().setRemoteTransport(remote(offer, DtlsRole.SERVER));
        legs.far().setRemoteTransport(remote(answer, DtlsRole.CLIENT));
        CompletableFuture.allOf(far, near).get(CONNECT_MS, TimeUnit.MILLISECONDS);
        return legs;
    }

    private static void note(LegEvent event, CompletableFuture<Void> secured) {
        if (event instanceof LegEvent.DtlsConnected) {
            secured.complete(null);
        } else if (event instanceof LegEvent.Closed(var reason, var detail)) {
            secured.completeExceptionally(new IllegalStateException(reason + ": " + detail));
        }
    }

    private static RemoteTransport remote(LocalTransport side, DtlsRole localRole) {
        return new RemoteTransport(
                side.iceUfrag(),
                side.icePwd(),
                side.iceLite(),
                List.of(side.fingerprint()),
                localRole,
                side.candidates());
    }
}
