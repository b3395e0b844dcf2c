package io.ringway.media.leg;

import io.ringway.media.AudioSection;
import io.ringway.media.CloseReason;
import io.ringway.media.KeyOrigin;
import io.ringway.media.LegEvent;
import io.ringway.media.LegStatistics;
import io.ringway.media.OpusPlacement;
import io.ringway.media.counters.Counter;
import io.ringway.media.net.MediaRing;
import io.ringway.media.net.PacketEvent;
import io.ringway.media.net.PacketTarget;
import io.ringway.media.playback.BargeInSettings;
import io.ringway.media.playback.PlaybackRoom;
import io.ringway.media.rtp.RtpHeader;
import io.ringway.media.shard.DeadlineHeap;
import io.ringway.media.srtp.SrtpKeys;
import io.ringway.media.voice.BargeInDetector;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One remote party: what arrives for it goes from here to its transport, its reception and its
 * reports, and what these find out comes back here.
 *
 * <p>Thread: the shard's, but {@link #onDtls}, {@link #ring} (event loops) and onVoice (decoding).
 */
public abstract sealed class MediaLeg extends DeadlineHeap.Entry
        implements PacketTarget,
                LegTransport.Listener,
                KeyAgreement.Listener,
                AudioReception.Listener
        permits IceLeg, RtpLeg {

    private static final long GOODBYE_NS = TimeUnit.MILLISECONDS.toNanos(200);

    private final LegTerms terms;
    private final ShardServices services;
    private final LegEvents events;
    private final Runnable onEnded;
    private final LegTransport transport;
    private final KeyAgreement agreement;
    private final AudioReception reception;
    private final AudioTransmission transmission;
    private final RtcpReception rtcp;
    private final RtcpReports reports;
    private final SpeechFeed speech;
    private final LegPlayback playback;
    private final LegEcho echo;
    private final LegBridge bridge;
    private final PacketProtection protection;
    private boolean closed;

    /**
     * Makes a leg; runs on the shard's thread.
     *
     * @param transport to be started by the caller
     * @param room bounds what is queued to be played into it
     * @param onEnded called once, on the shard's thread, when nothing of the leg is left
     */
    MediaLeg(
            LegTerms terms,
            LegTransport transport,
            ShardServices services,
            LegEvents events,
            RandomGenerator random,
            PlaybackRoom room,
            Runnable onEnded) {
        this.terms = terms;
        this.services = services;
        this.events = events;
        this.onEnded = onEnded;
        this.transport = transport;
        this.agreement =
                new KeyAgreement(services.dtls(), services.shard(), services.legSettings(), this);
        this.reception = new AudioReception(services, this);
        this.transmission = new AudioTransmission(transport, services, random);
        this.protection = new PacketProtection(services.crypto(), reception, transmission);
        this.reports = new RtcpReports(services, reception, transmission, random);
        this.speech = new SpeechFeed(terms, services, this::onVoice, this::onKey);
        this.playback = new LegPlayback(terms.sessionId(), services, speech, transmission, room);
        this.echo = new LegEcho(services, transmission, playback);
        this.bridge = new LegBridge(services, transmission, playback, echo);
        this.rtcp = new RtcpReception(reception, transport, playback, services);
        echo.set(terms.echo());
        reports.start(services.shard().nowNs());
    }

    @Override
    public MediaRing ring() {
        return services.shard().ring();
    }

    @Override
    public void onDtls(DirectBuffer bytes, int length) {
        agreement.offer(bytes, length, services.shard().counters());
    }

    @Override
    public void onPacket(PacketEvent event, long nowNs) {
        if (closed) {
            transport.onPacketAfterEnd(event);
            services.shard().counters().increment(Counter.DROP_LEG_CLOSED);
            return;
        }
        switch (event.kind()) {
            case RTP -> reception.onRtp(event, nowNs);
            case RTCP -> rtcp.onRtcp(event, nowNs);
            case STUN -> transport.onStun(event, nowNs);
            case DTLS, UNKNOWN ->
                    throw new IllegalStateException(event.kind() + " does not use the ring");
        }
        reschedule();
    }

    public void setAudio(List<AudioSection> sections) {
        reception.sections().set(sections);
        speech.setAudio(sections);
        transmission.setSections(sections);
        echo.setSections(sections);
        bridge.setSections(sections);
        playback.wake();
    }

    public void setEcho(boolean on) {
        echo.set(on);
    }

    /** Says what the remote party's voice does to what is played. */
    public void setBargeIn(BargeInSettings settings) {
        playback.setBargeIn(settings);
        speech.setBargeIn(settings);
    }

    /** Where what the remote party says goes. */
    public SpeechFeed speech() {
        return speech;
    }

    /** What is played into this leg. */
    public LegPlayback playback() {
        return playback;
    }

    /** The leg's end of its bridge. */
    public LegBridge bridge() {
        return bridge;
    }

    public void sendOpus(byte[] opus, int samples48k) {
        transmission.sendOpus(opus, samples48k, null, services.shard().nowNs());
    }

    /** Sends a packet at a place of its own. */
    public void sendOpus(OpusPlacement place, byte[] opus) {
        transmission.sendOpus(opus, place.samples48k(), place, services.shard().nowNs());
    }

    /** Begins the end: says goodbye in RTCP and DTLS, hands on what is held, then lets go. */
    public void close(CloseReason reason, String detail) {
        if (closed) {
            return;
        }
        closed = true;
        long nowNs = services.shard().nowNs();
        transport.stopListening();
        reports.sendBye(nowNs);
        agreement.close();
        reception.close();
        bridge.close();
        echo.close();
        playback.close();
        speech.close(reason);
        services.shard().deadlines().schedule(this, nowNs + GOODBYE_NS);
        services.shard().counters().increment(Counter.LEGS_CLOSED);
        events.tell(new LegEvent.Closed(reason, detail));
    }

    /**
     * Sums the leg up, each stage adding what it owns.
     *
     * @param answer called on the thread of the last stage
     */
    public void statistics(Consumer<LegStatistics> answer) {
        StatisticsSnapshot snapshot =
                new StatisticsSnapshot(terms.sessionId(), protection.profile());
        snapshot.addTransport(transport, agreement, rtcp);
        snapshot.addReception(reception);
        snapshot.addTransmission(transmission);
        snapshot.addRecording(speech);
        snapshot.complete(reception.streams(), services.streams().stages(), answer);
    }

    @Override
    protected void onDeadline(long nowNs) {
        if (closed) {
            transmission.close();
            transport.close();
            onEnded.run();
            return;
        }
        transport.onTimer(nowNs);
        reschedule();
    }

    @Override
    public void onConnected() {
        agreement.onConnected();
        playback.wake();
    }

    @Override
    public void onFailed(CloseReason reason, String detail) {
        close(reason, detail);
    }

    @Override
    public void onDtlsDatagram(byte[] datagram) {
        transport.send(datagram);
    }

    @Override
    public void onKeys(SrtpKeys keys) {
        if (closed) {
            return;
        }
        protection.setAgreedKeys(keys);
        playback.wake();
        events.tell(new LegEvent.DtlsConnected(protection.profile()));
    }

    @Override
    public void onDtlsEnded(CloseReason reason, String detail) {
        if (reason != CloseReason.REMOTE_HANGUP || transport.endsWithDtls()) {
            close(reason, detail);
        }
    }

    @Override
    public int admit(PacketEvent event, RtpHeader header, boolean authentic, long nowNs) {
        return transport.admit(event, header, authentic, nowNs);
    }

    @Override
    public InboundStream openStream(int ssrc, int clockRateHz, AudioSection section, int index) {
        InboundStream stream = speech.open(ssrc, clockRateHz, section, index);
        events.tell(stream.started());
        return stream;
    }

    @Override
    public void onRtp(RtpHeader header, UnsafeBuffer plain, long arrivalNs, long nowNs) {
        bridge.onReceived(header, plain, arrivalNs, nowNs);
    }

    ShardServices services() {
        return services;
    }

    KeyAgreement agreement() {
        return agreement;
    }

    PacketProtection protection() {
        return protection;
    }

    AudioTransmission transmission() {
        return transmission;
    }

    boolean closed() {
        return closed;
    }

    private void onVoice(BargeInDetector.Event event) {
        services.shard().execute(() -> playback.onVoice(event));
    }

    /** On the decoding stage's thread. */
    private void onKey(char key, int durationMs, KeyOrigin origin) {
        events.tell(new LegEvent.KeyPressed(key, durationMs, origin));
    }

    /** The transport's next deadline may have changed. */
    final void reschedule() {
        if (!closed) {
            services.shard().deadlines().schedule(this, transport.nextDeadlineNs());
        }
    }
}
