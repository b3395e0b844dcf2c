package io.ringway.media.codec;

import io.ringway.media.rtp.MediaPacket;

/**
 * Decides which Opus packets carry nothing worth decoding, by what can be read without decoding:
 * the level the sender tells (RFC 6464), the voice flags of the packet's SILK layer (RFC 6716
 * §4.2.3), and packets that say "as before" (DTX).
 *
 * <p>A packet is silent when one of these says so and none says otherwise; after 300 ms of nothing
 * else the gate shuts, and the first packet that is not silent opens it. Flags that never say
 * silence are no evidence of voice, and with neither flags nor levels that say anything the gate
 * stays open. The V bit of RFC 6464 is not used: senders without a detector set it at will. Packets
 * held back are kept to warm the decoder with. Thread: the decoding stage's; allocates nothing once
 * built.
 */
final class VoiceGate implements AutoCloseable {

    /** What to do with a packet. */
    enum Decision {
        DECODE,
        /** Decode the {@link #kept} packets first, for nothing but the decoder's memory. */
        WARM_AND_DECODE,
        SILENCE
    }

    /** Opus packets up to this length hold no frame (RFC 7587 §3.1.3). */
    private static final int DTX_PACKET_BYTES = 2;

    /** Silence before the gate shuts: longer than any pause within a word. */
    private static final int HANGOVER_48K = 14_400;

    /** A stream's first second is always decoded. */
    private static final int START_48K = 48_000;

    /** Flags that did not say silence for so long say nothing. */
    private static final int FLAGS_TRUSTED_48K = 480_000;

    private final LevelFloor levels = new LevelFloor();
    private final KeptPackets kept = new KeptPackets();
    private long heard48k;
    private long silent48k;
    private long sinceSilentFlag48k;
    private boolean shut;

    VoiceGate() {
        reset();
    }

    /** Judges the next packet, and keeps it when it is held back. */
    Decision onPacket(MediaPacket packet, int samples48k) {
        boolean silent = isSilent(packet);
        learn(packet, samples48k);
        heard48k += samples48k;
        silent48k = silent ? silent48k + samples48k : 0;
        if (!silent || silent48k <= HANGOVER_48K || heard48k <= START_48K) {
            Decision decision = shut ? Decision.WARM_AND_DECODE : Decision.DECODE;
            shut = false;
            return decision;
        }
        shut = true;
        kept.add(packet.buffer(), packet.payloadOffset(), packet.payloadLength(), samples48k);
        return Decision.SILENCE;
    }

    /** The sender sent nothing for so long, on purpose. */
    void onPause(long samples48k) {
        silent48k += samples48k;
    }

    /** Whether packets are being held back. */
    boolean isShut() {
        return shut;
    }

    /** Whether this packet, which is next, would open the gate. */
    boolean wouldOpen(MediaPacket packet) {
        return shut && !isSilent(packet);
    }

    /** The packets last held back, which are to be cleared once they were decoded. */
    KeptPackets kept() {
        return kept;
    }

    /** Opens at once, as for what is restored of the packet before the one that opens it. */
    void open() {
        shut = false;
        silent48k = 0;
    }

    /** Another source speaks: nothing learnt holds. */
    void reset() {
        levels.reset();
        kept.clear();
        heard48k = 0;
        silent48k = 0;
        sinceSilentFlag48k = FLAGS_TRUSTED_48K;
        shut = false;
    }

    @Override
    public void close() {
        kept.close();
    }

    private boolean isSilent(MediaPacket packet) {
        if (packet.payloadLength() <= DTX_PACKET_BYTES) {
            return true;
        }
        boolean levelKnown = packet.audioLevel() != MediaPacket.LEVEL_UNKNOWN;
        if (levelKnown && !levels.isBackground(-packet.audioLevel())) {
            return false;
        }
        return switch (voice(packet)) {
            case SilkVoice.SILENT -> true;
            case SilkVoice.VOICE -> levelKnown && sinceSilentFlag48k >= FLAGS_TRUSTED_48K;
            default -> levelKnown;
        };
    }

    private void learn(MediaPacket packet, int samples48k) {
        if (packet.audioLevel() != MediaPacket.LEVEL_UNKNOWN) {
            levels.update(-packet.audioLevel(), samples48k);
        }
        boolean silentFlag =
                packet.payloadLength() > DTX_PACKET_BYTES && voice(packet) == SilkVoice.SILENT;
        long since = silentFlag ? 0 : sinceSilentFlag48k + samples48k;
        sinceSilentFlag48k = Math.min(FLAGS_TRUSTED_48K, since);
    }

    private static int voice(MediaPacket packet) {
        return SilkVoice.of(packet.buffer(), packet.payloadOffset(), packet.payloadLength());
    }
}
