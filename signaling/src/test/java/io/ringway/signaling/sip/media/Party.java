package io.ringway.signaling.sip.media;

import io.ringway.media.CloseReason;
import io.ringway.media.LegEvent;
import io.ringway.media.LegListener;
import io.ringway.media.LegStatistics;
import io.ringway.media.PlayRequest;
import io.ringway.media.engine.UdpMediaEngine;
import io.ringway.signaling.sdp.OpusRedundancy;
import io.ringway.signaling.sdp.SdpException;
import io.ringway.signaling.sdp.rtp.RtpPolicy;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One side of a call with an engine of its own. */
final class Party implements AutoCloseable, LegListener {

    private static final MediaAddress LOCAL = MediaAddress.of(InetAddress.getLoopbackAddress());
    private static final int RATE_HZ = 16_000;
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(10);

    final UdpMediaEngine engine = MediaEngines.start();
    final Queue<LegEvent> events = new ConcurrentLinkedQueue<>();
    private final SipMediaFactory sessions;
    private @Nullable SipMedia media;

    Party(boolean echo, RtpPolicy policy) {
        SipMediaSettings settings =
                new SipMediaSettings(
                        policy, OpusRedundancy.ACCEPT, false, 5_000, null, echo, false, false);
        sessions = new SipMediaSessions(engine, settings, new SecureRandom());
    }

    SipMedia calling(SipMediaFactory.Profile profile) {
        SipMedia opened = sessions.open("call", profile, LOCAL, this);
        media = opened;
        return opened;
    }

    SipMedia answering(String offer) throws SdpException {
        SipMedia opened = sessions.judge(offer, LOCAL).open("call", this);
        media = opened;
        return opened;
    }

    /** The dialog's media, once there is one. */
    SipMedia media() {
        if (media == null) {
            throw new IllegalStateException("no dialog yet");
        }
        return media;
    }

    /** Plays a tone of 440 Hz. */
    boolean play(int durationMs) {
        byte[] samples = new byte[durationMs * RATE_HZ / 1_000 * 2];
        for (int i = 0; i < samples.length / 2; i++) {
            int sample = (int) (8_000 * Math.sin(2 * Math.PI * 440 * i / RATE_HZ));
            samples[2 * i] = (byte) sample;
            samples[2 * i + 1] = (byte) (sample >> 8);
        }
        return media().leg().play(new PlayRequest.Pcm(samples, RATE_HZ, 1));
    }

    LegStatistics statistics() {
        return media().leg()
                .statistics()
                .toCompletableFuture()
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
    }

    boolean saw(Class<? extends LegEvent> kind) {
        return events.stream().anyMatch(kind::isInstance);
    }

    /** Looks again and again until it is so. */
    void await(String what, BooleanSupplier condition) {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new AssertionError(
                        "not in time: " + what + "; " + events + "; " + statistics());
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    @Override
    public void onEvent(LegEvent event) {
        events.add(event);
    }

    @Override
    public void close() {
        if (media != null) {
            media.close(CloseReason.LOCAL_HANGUP);
        }
        engine.close();
    }
}
