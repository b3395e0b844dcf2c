package io.ringway.media.leg;

import io.ringway.media.AudioSection;
import io.ringway.media.PayloadFormat;
import io.ringway.media.PayloadFormat.Codec;
import io.ringway.media.codec.AudioCodecs;
import io.ringway.media.codec.AudioDecoder;
import io.ringway.media.counters.Counter;
import io.ringway.media.playout.PlayoutBuffer;
import io.ringway.media.rtp.MediaPacket;
import io.ringway.media.rtp.RedundantAudio;
import io.ringway.media.rtp.RtpHeader;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An echo played out in real time ({@link io.ringway.media.EchoPolicy#PLAYOUT}): what is received
 * is put into a {@link PlayoutBuffer}, from which the leg's frames are taken while nothing else is
 * played.
 *
 * <p>One stream is heard at a time; another SSRC takes its place once that has been silent for 100
 * ms. Thread: the leg's shard.
 */
final class PlayedEcho implements AutoCloseable {

    private static final long TAKEOVER_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ShardServices services;
    private final LegPlayback player;
    private final PayloadTypes payloadTypes = new PayloadTypes();
    private final RedundantAudio blocks = new RedundantAudio();
    private final MediaPacket packet = new MediaPacket();
    private @Nullable PlayoutBuffer playout;
    private @Nullable Codec codec;
    private int ssrc;
    private long heardNs;

    /**
     * @param player what sends; the echo is its source while there is one
     */
    PlayedEcho(ShardServices services, LegPlayback player) {
        this.services = services;
        this.player = player;
    }

    void setSections(List<AudioSection> sections) {
        payloadTypes.set(sections);
    }

    /**
     * Takes a received packet; what is no speech is left alone, and so is what comes while
     * something else is played: it would be heard later than it was said.
     */
    void onPacket(RtpHeader header, DirectBuffer plain, long arrivalNs) {
        if (player.playing()) {
            close();
            return;
        }
        packet.wrap(header, plain, 0, arrivalNs);
        if (!payloadTypes.isRedundantAudio(header.payloadType())) {
            insert(header.ssrc(), false);
            return;
        }
        if (blocks.wrap(plain, header.payloadOffset(), header.payloadLength()) < 0) {
            services.shard().counters().increment(Counter.DROP_RTP_MALFORMED);
            return;
        }
        for (int i = 0; i < blocks.blocks(); i++) {
            insertCopy(i, header, plain);
        }
        packet.payload(plain, blocks.primaryOffset(), blocks.primaryLength())
                .position(header.sequence(), header.timestamp())
                .type(blocks.primaryPayloadType(), header.marker());
        insert(header.ssrc(), false);
    }

    /** Ends the echo; what waits to be played is thrown away. */
    @Override
    public void close() {
        PlayoutBuffer current = playout;
        playout = null;
        codec = null;
        if (current != null) {
            player.setSource(null);
            current.close();
        }
    }

    /** A redundant block (RFC 2198) that lies a whole number of packets before the primary one. */
    private void insertCopy(int block, RtpHeader header, DirectBuffer plain) {
        int type = blocks.blockPayloadType(block);
        int offset = blocks.blockOffset(block);
        int length = blocks.blockLength(block);
        int ticks = payloadTypes.durationTicks(type, plain, offset, length);
        int behind = blocks.blockTicksBehind(block);
        if (ticks > 0 && behind > 0 && behind % ticks == 0) {
            packet.payload(plain, offset, length)
                    .position(header.sequence() - behind / ticks, header.timestamp() - behind)
                    .type(type, false);
            insert(header.ssrc(), true);
        }
    }

    private void insert(int packetSsrc, boolean copy) {
        PayloadFormat format = payloadTypes.format(packet.payloadType());
        if (format == null || !format.codec().isSpeech() || packet.payloadLength() == 0) {
            return;
        }
        boolean another = playout != null && packetSsrc != ssrc;
        if (another && packet.arrivalNs() - heardNs < TAKEOVER_NS) {
            return;
        }
        heardNs = packet.arrivalNs();
        int outcome =
                playoutOf(format.codec(), packetSsrc)
                        .insert(
                                packet.buffer(),
                                packet.payloadOffset(),
                                packet.payloadLength(),
                                (int) packet.sequence() & 0xFFFF,
                                packet.rtpTimestamp() & 0xFFFF_FFFFL,
                                packet.payloadType(),
                                packet.marker(),
                                packet.arrivalNs());
        // Copies mostly come after what they are copies of.
        if (outcome < 0 && !copy) {
            services.shard().counters().increment(Counter.ofCode(outcome));
        }
    }

    /** The buffer, made ready for that stream and codec at the rate the leg sends with. */
    private PlayoutBuffer playoutOf(Codec wanted, int packetSsrc) {
        PlayoutBuffer current = playout;
        int rateHz = player.rateHz();
        if (current != null && current.rateHz() != rateHz) {
            close();
            current = null;
        }
        if (current == null) {
            current = open(decoder(wanted, rateHz));
        } else if (wanted != codec) {
            current.setDecoder(decoder(wanted, rateHz));
        } else if (packetSsrc != ssrc) {
            current.restart();
        }
        codec = wanted;
        ssrc = packetSsrc;
        return current;
    }

    private PlayoutBuffer open(AudioDecoder decoder) {
        PlayoutBuffer opened =
                new PlayoutBuffer(
                        decoder,
                        services.slab(),
                        services.legSettings().playout(),
                        services.playoutScratch());
        playout = opened;
        player.setSource(opened);
        return opened;
    }

    private AudioDecoder decoder(Codec wanted, int rateHz) {
        return new AudioCodecs(services.streams().codecs()).decoder(wanted, rateHz, 1);
    }
}
