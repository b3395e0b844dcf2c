package io.ringway.media.leg;

import io.ringway.media.AudioSection;
import io.ringway.media.PayloadFormat;
import io.ringway.media.leg.FramePacer.Outcome;
import io.ringway.media.playback.PlaybackRoom;
import io.ringway.media.rtp.TelephoneEventWriter;

/**
 * Sends telephone keys as named events (RFC 4733 §2.5): while a key is held a packet every 20 ms or
 * 10 tells how long already, its end is told three times, and the next key comes 50 ms after it or
 * later. No audio is sent meanwhile.
 *
 * <p>Events told with another clock than the speech's, as 8 kHz beside Opus is by many phones and
 * PBXs, have its RTP times all the same, and durations on their own clock: Asterisk does so, and a
 * receiver that goes by the payload type understands it.
 *
 * <p>Thread: the leg's shard. Allocates nothing.
 */
final class KeySender {

    /** RFC 4733 §2.5.1.4: the last packet and two copies. */
    private static final int END_PACKETS = 3;

    private static final int PAUSE_MS = 50;

    private final PacketOutlet outlet;
    private final PlaybackRoom room;
    private final byte[] events = new byte[PlaybackRoom.MAX_KEYS];
    private final int[] durationsMs = new int[PlaybackRoom.MAX_KEYS];
    private int first;
    private int count;
    private int toldMs;
    private int endPackets;
    private int pausedMs;

    /**
     * @param room whoever adds keys has taken room for them
     */
    KeySender(PacketOutlet outlet, PlaybackRoom room) {
        this.outlet = outlet;
        this.room = room;
    }

    /** Queues keys, for which room was taken. */
    void add(String digits, int durationMs) {
        for (int i = 0; i < digits.length(); i++) {
            int at = (first + count) % events.length;
            events[at] = (byte) TelephoneEventWriter.eventOf(digits.charAt(i));
            durationsMs[at] = durationMs;
            count++;
        }
    }

    /** Whether keys are to be sent. */
    boolean pending() {
        return count > 0;
    }

    /**
     * Sends the next packet of the key that is being pressed, or pauses behind it.
     *
     * @param frameMs how long it is until this is called again
     */
    Outcome next(
            AudioSection section,
            OutboundStream stream,
            boolean talkSpurt,
            int frameMs,
            long dueNs) {
        PayloadFormat format = section.keyFormat();
        if (format == null) {
            clear();
            return Outcome.SILENT;
        }
        boolean over = toldMs >= durationsMs[first];
        if (over) {
            pausedMs += frameMs;
        }
        boolean sends = endPackets < END_PACKETS;
        if (sends) {
            send(section, format, stream, talkSpurt, frameMs, dueNs);
        }
        if (endPackets >= END_PACKETS && pausedMs >= PAUSE_MS) {
            finish();
        }
        return sends ? Outcome.SENT : Outcome.SILENT;
    }

    private void send(
            AudioSection section,
            PayloadFormat format,
            OutboundStream stream,
            boolean talkSpurt,
            int frameMs,
            long dueNs) {
        boolean begins = toldMs == 0;
        toldMs = Math.min(durationsMs[first], toldMs + frameMs);
        boolean end = toldMs >= durationsMs[first];
        int length =
                stream.writeKeyHeader(
                        begins,
                        talkSpurt,
                        format.payloadType(),
                        section.clockRateHz(format.payloadType()) / 1_000 * frameMs,
                        TelephoneEventWriter.PAYLOAD_BYTES,
                        outlet.plain(),
                        dueNs);
        int ticks = format.clockRateHz() / 1_000 * toldMs;
        TelephoneEventWriter.write(outlet.plain(), length, events[first], end, ticks);
        outlet.send(length + TelephoneEventWriter.PAYLOAD_BYTES);
        endPackets += end ? 1 : 0;
    }

    /** Lets go of all keys. */
    void clear() {
        while (count > 0) {
            finish();
        }
    }

    private void finish() {
        first = (first + 1) % events.length;
        count--;
        toldMs = 0;
        endPackets = 0;
        pausedMs = 0;
        room.keyPassed();
    }
}
