package io.ringway.media.leg;

import io.ringway.media.AudioSection;
import io.ringway.media.OpusPlacement;
import io.ringway.media.PayloadFormat;
import io.ringway.media.bridge.PassedOrder;
import io.ringway.media.counters.Counter;
import io.ringway.media.counters.CounterBlock;
import io.ringway.media.net.EgressQueue;
import io.ringway.media.net.SendWindow;
import io.ringway.media.rtp.MediaPacket;
import io.ringway.media.rtp.RtpHeader;
import io.ringway.media.srtp.RtpSender;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a leg sends: the echo of what it receives, and packets of callers that pace themselves.
 * Packets are written and sealed straight into the egress queue.
 *
 * <p>Thread: the leg's shard.
 */
final class AudioTransmission implements PacketOutlet {

    /** RTP header and authentication tag. */
    private static final int HEADROOM = 64;

    private final LegTransport transport;
    private final CounterBlock counters;
    private final RandomGenerator random;
    private final SendWindow echoWindow;
    private final SendWindow sendWindow;
    private final UnsafeBuffer plain;
    private final List<OutboundStream> streams = new ArrayList<>(1);
    private final ForwardedDuration forwarded = new ForwardedDuration();
    private final MediaPacket echoed = new MediaPacket();
    private List<AudioSection> sections = List.of();
    private @Nullable RtpSender sender;
    private boolean echo;
    private boolean paced;
    private long echoDropped;
    private long bytes;

    AudioTransmission(LegTransport transport, ShardServices services, RandomGenerator random) {
        LegSettings settings = services.legSettings();
        this.transport = transport;
        this.counters = services.shard().counters();
        this.plain = services.scratch();
        this.random = random;
        this.echoWindow = new SendWindow(settings.echoQueuePackets());
        this.sendWindow = new SendWindow(settings.sendQueuePackets());
    }

    /** Protects packets in that way from now on; null sends none until there is one. */
    void setSender(@Nullable RtpSender newSender) {
        RtpSender former = sender;
        sender = newSender;
        if (former != null && former != newSender) {
            former.close();
        }
    }

    /**
     * Streams keep their numbers and times through every renegotiation. What is not sent while one
     * is on hold has no numbers there (RFC 3550 §5.1), or it would count as lost.
     */
    void setSections(List<AudioSection> newSections) {
        sections = newSections;
        forwarded.setSections(newSections);
        for (AudioSection section : newSections) {
            OutboundStream known = find(section);
            if (known != null) {
                known.setSection(section);
                if (!section.send()) {
                    known.timeline().endSource();
                }
            } else {
                // Half of the number space first, so that early loss cannot hide a wrap
                // (RFC 3711 §3.3.1).
                streams.add(new OutboundStream(section, random.nextInt(0x8000), random.nextInt()));
            }
        }
    }

    void setEcho(boolean on) {
        echo = on;
        if (!on) {
            endForwarding();
        }
    }

    @Override
    public void endForwarding() {
        streams.forEach(stream -> stream.timeline().endSource());
    }

    @Override
    public boolean paced() {
        return paced;
    }

    @Override
    public void setPaced(boolean on) {
        paced = on;
    }

    /** Echoes a packet if that is wanted and its section may send. */
    void onReceived(RtpHeader header, UnsafeBuffer received, long nowNs) {
        if (!echo || paced || !ready()) {
            return;
        }
        AudioSection section = sendingSectionOf(header.payloadType());
        OutboundStream stream = section == null ? null : find(section);
        if (stream == null || header.payloadLength() == 0) {
            return;
        }
        if (!echoWindow.tryOpen()) {
            echoDropped++;
            counters.increment(Counter.DROP_ECHO_QUEUE);
            return;
        }
        int ticks = forwarded.ticks(header, received);
        echoed.wrap(header, received, 0, nowNs);
        long source = Integer.toUnsignedLong(header.ssrc());
        int length =
                stream.writeForwarded(echoed, source, header.payloadType(), ticks, plain, nowNs);
        if (length == PassedOrder.REFUSED) {
            echoWindow.cancel();
        } else if (seal(length, echoWindow)) {
            counters.increment(Counter.ECHO_PACKETS);
        } else {
            echoDropped++;
        }
    }

    /**
     * Sends one Opus packet on the first section that may send; one that cannot be queued is
     * counted.
     *
     * @param place null right behind the one before
     */
    void sendOpus(byte[] opus, int samples48k, @Nullable OpusPlacement place, long nowNs) {
        if (!trySendOpus(opus, samples48k, place, nowNs)) {
            counters.increment(Counter.DROP_SEND_NOT_READY);
        }
    }

    private boolean trySendOpus(
            byte[] opus, int samples48k, @Nullable OpusPlacement place, long nowNs) {
        AudioSection section = firstSending();
        OutboundStream stream = section == null ? null : find(section);
        PayloadFormat format = section == null ? null : opusOf(section);
        boolean fits = opus.length <= EgressQueue.MAX_DATAGRAM_BYTES - HEADROOM;
        boolean free = fits && !paced;
        if (stream == null || format == null || sender == null || !free || !sendWindow.tryOpen()) {
            return false;
        }
        int length =
                place == null
                        ? stream.writeOwn(opus, format.payloadType(), samples48k, plain, nowNs)
                        : stream.writePlaced(opus, format.payloadType(), place, plain, nowNs);
        return seal(length, sendWindow);
    }

    @Override
    public boolean send(int length) {
        return sendWindow.tryOpen() && seal(length, sendWindow);
    }

    @Override
    public UnsafeBuffer plain() {
        return plain;
    }

    @Override
    public @Nullable AudioSection sendingSection() {
        return firstSending();
    }

    /** Seals and sends a compound of reports. */
    void sendRtcp(UnsafeBuffer compound, int length) {
        RtpSender sealer = sender;
        UnsafeBuffer room = sealer == null ? null : transport.claim();
        if (sealer != null && room != null) {
            int sealed = sealer.sealRtcp(compound, 0, length, room, 0);
            transport.commitReports(sealed);
            counters.increment(Counter.RTCP_SEALED);
        }
    }

    @Override
    public boolean ready() {
        return sender != null && transport.ready();
    }

    List<OutboundStream> streams() {
        return streams;
    }

    long echoDropped() {
        return echoDropped;
    }

    long bytes() {
        return bytes;
    }

    void close() {
        setSender(null);
    }

    /** The window has been opened for the packet; it is closed again when nothing is sent. */
    private boolean seal(int length, SendWindow window) {
        RtpSender sealer = sender;
        UnsafeBuffer room = sealer == null ? null : transport.claim();
        if (sealer == null || room == null) {
            window.cancel();
            return false;
        }
        int sealed = sealer.sealRtp(plain, 0, length, room, 0);
        if (sealed < 0) {
            counters.increment(Counter.ofCode(sealed));
            window.cancel();
            transport.commit(0, null);
            return false;
        }
        transport.commit(sealed, window);
        counters.increment(Counter.RTP_SEALED);
        bytes += sealed;
        return true;
    }

    @Override
    public @Nullable OutboundStream find(AudioSection section) {
        for (int i = 0; i < streams.size(); i++) {
            if (streams.get(i).ssrc() == (int) section.localSsrc()) {
                return streams.get(i);
            }
        }
        return null;
    }

    private @Nullable AudioSection sendingSectionOf(int payloadType) {
        for (int i = 0; i < sections.size(); i++) {
            AudioSection section = sections.get(i);
            if (section.send() && section.accepts(payloadType)) {
                return section;
            }
        }
        return null;
    }

    private @Nullable AudioSection firstSending() {
        for (int i = 0; i < sections.size(); i++) {
            if (sections.get(i).send()) {
                return sections.get(i);
            }
        }
        return null;
    }

    private static @Nullable PayloadFormat opusOf(AudioSection section) {
        List<PayloadFormat> formats = section.formats();
        for (int i = 0; i < formats.size(); i++) {
            if (formats.get(i).codec() == PayloadFormat.Codec.OPUS) {
                return formats.get(i);
            }
        }
        return null;
    }
}
