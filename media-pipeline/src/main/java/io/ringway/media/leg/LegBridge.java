package io.ringway.media.leg;

import io.ringway.media.AudioSection;
import io.ringway.media.bridge.VoiceSink;
import io.ringway.media.rtp.RtpHeader;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A leg's end of the bridge it is in, if it is in one. While it is, nothing is echoed.
 *
 * <p>Thread: the leg's shard.
 */
public final class LegBridge implements AutoCloseable {

    private final ShardServices services;
    private final AudioTransmission transmission;
    private final LegPlayback playback;
    private final LegEcho echo;
    private List<AudioSection> sections = List.of();
    private @Nullable End end;
    private @Nullable ReceivedVoice voice;
    private boolean closed;

    /**
     * What a bridge is to one of its legs.
     *
     * @param heard takes what the leg says
     * @param hears brings what the other one says
     * @param onSections told what the leg agreed on, at first and whenever that changes
     * @param onLegEnded called when the leg ends before the bridge, or joins another; ends the
     *     bridge
     */
    public record End(
            VoiceSink heard,
            BridgePath hears,
            Consumer<List<AudioSection>> onSections,
            Runnable onLegEnded) {

        /** What a bridge is to a leg whose codecs it need not know. */
        public End(VoiceSink heard, BridgePath hears, Runnable onLegEnded) {
            this(heard, hears, sections -> {}, onLegEnded);
        }
    }

    LegBridge(
            ShardServices services,
            AudioTransmission transmission,
            LegPlayback playback,
            LegEcho echo) {
        this.services = services;
        this.transmission = transmission;
        this.playback = playback;
        this.echo = echo;
    }

    void setSections(List<AudioSection> newSections) {
        sections = newSections;
        if (voice != null) {
            voice.setSections(newSections);
        }
        if (end != null) {
            end.onSections().accept(newSections);
        }
    }

    /** Joins the leg to a bridge; one that has ended ends the bridge. */
    public void join(End joined) {
        if (closed) {
            joined.onLegEnded().run();
            return;
        }
        leaveCurrent();
        echo.hush();
        end = joined;
        PlayedStream.Parts parts =
                PlayedStream.Parts.of(
                        services, BridgeOutput.settings(services.legSettings().playout()));
        joined.hears().begin(new BridgeOutput(transmission, playback, services.shard(), parts));
        ReceivedVoice received = new ReceivedVoice(services.shard().counters(), joined.heard());
        received.setSections(sections);
        voice = received;
        joined.onSections().accept(sections);
    }

    /** Parts the leg from that bridge, if it is still in it. */
    public void part(End parted) {
        if (end == parted) {
            end = null;
            voice = null;
            parted.hears().end();
        }
    }

    /** Takes a packet, before it is put in order; it is echoed when there is no bridge. */
    void onReceived(RtpHeader header, UnsafeBuffer plain, long arrivalNs, long nowNs) {
        ReceivedVoice listening = voice;
        if (listening == null) {
            echo.onReceived(header, plain, arrivalNs, nowNs);
        } else {
            listening.onPacket(header, plain, arrivalNs);
        }
    }

    /** The leg has ended. */
    @Override
    public void close() {
        closed = true;
        leaveCurrent();
    }

    private void leaveCurrent() {
        End current = end;
        if (current != null) {
            part(current);
            current.onLegEnded().run();
        }
    }
}
