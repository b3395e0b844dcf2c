package io.ringway.signaling.sdp;

import io.ringway.media.LocalTransport;
import io.ringway.media.ice.IceCandidate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes our description below its {@code o=} line: session part, then one section a slot. */
final class DescriptionWriter {

    /**
     * What every section repeats.
     *
     * @param candidatesComplete whether {@code a=end-of-candidates} is due
     * @param setup {@code actpass} in offers, the settled role in answers
     * @param tlsId null when the other side does not use it
     * @param isOffer whether {@code a=rtcp-mux-only} is due (RFC 8858 §4)
     */
    record Side(
            LocalTransport transport,
            boolean candidatesComplete,
            SetupRole setup,
            @Nullable String tlsId,
            LocalIdentity identity,
            boolean isOffer) {}

    private final Side side;
    private final SdpBuilder out = new SdpBuilder();
    private final @Nullable IceCandidate defaultCandidate;

    private DescriptionWriter(Side side) {
        this.side = side;
        defaultCandidate = CandidateList.defaultOf(side.transport().candidates());
    }

    /**
     * Everything after {@code o=}.
     *
     * @param bundle mids of the sections that share the transport, tagged one first; may be empty
     */
    static String body(Side side, List<Slot> slots, List<String> bundle) {
        return new DescriptionWriter(side).write(slots, bundle);
    }

    private String write(List<Slot> slots, List<String> bundle) {
        out.line('s', "-").line('t', "0 0");
        if (!bundle.isEmpty()) {
            out.attribute("group", "BUNDLE " + String.join(" ", bundle));
        }
        if (side.transport().iceLite()) {
            out.attribute("ice-lite");
        }
        boolean tagPending = true;
        for (Slot slot : slots) {
            LiveAudio audio = slot.audio();
            if (audio == null) {
                writeRefused(slot);
                continue;
            }
            boolean tagged = bundle.isEmpty() ? tagPending : bundle.getFirst().equals(slot.mid());
            writeLive(slot, audio, tagged);
            tagPending = false;
        }
        return out.build();
    }

    /** RFC 3264 §6 and RFC 8829 §5.3.1: port 0, and the mid that keeps its place. */
    private void writeRefused(Slot slot) {
        out.line('m', slot.line().refused().toSdp()).line('c', "IN IP4 0.0.0.0");
        if (slot.mid() != null) {
            out.attribute("mid", slot.mid());
        }
        out.attribute("inactive");
    }

    private void writeLive(Slot slot, LiveAudio audio, boolean tagged) {
        List<String> payloadTypes =
                audio.formats().stream().map(f -> Integer.toString(f.payloadType())).toList();
        int port = defaultCandidate == null ? 9 : defaultCandidate.port();
        String protocol = slot.line().protocol();
        out.line('m', new MediaLine("audio", port, protocol, payloadTypes).toSdp());
        out.line('c', connection());
        writeTransport(tagged);
        if (slot.mid() != null) {
            out.attribute("mid", slot.mid());
        }
        audio.extensions().forEach(extension -> out.attribute("extmap", extension.toSdp()));
        out.attribute(audio.direction().sdpName());
        if (audio.direction().sends()) {
            MediaStreamId id =
                    new MediaStreamId(side.identity().streamId(), audio.stream().trackId());
            out.attribute("msid", id.toSdp());
        }
        writeRtcp();
        writeFormats(audio);
        if (audio.direction().sends()) {
            out.attribute("ssrc", audio.stream().ssrc() + " cname:" + side.identity().cname());
        }
    }

    private String connection() {
        if (defaultCandidate == null) {
            return "IN IP4 0.0.0.0";
        }
        String host = defaultCandidate.host();
        return (host.indexOf(':') < 0 ? "IN IP4 " : "IN IP6 ") + host;
    }

    private void writeTransport(boolean tagged) {
        LocalTransport transport = side.transport();
        if (tagged) {
            for (IceCandidate candidate : transport.candidates()) {
                out.line('a', candidate.toSdp());
            }
            if (side.candidatesComplete()) {
                out.attribute("end-of-candidates");
            }
        }
        out.attribute("ice-ufrag", transport.iceUfrag());
        out.attribute("ice-pwd", transport.icePwd());
        out.attribute("ice-options", "trickle");
        out.attribute("fingerprint", transport.fingerprint().toSdp());
        out.attribute("setup", side.setup().sdpName());
        if (side.tlsId() != null) {
            out.attribute("tls-id", side.tlsId());
        }
    }

    private void writeRtcp() {
        out.attribute("rtcp-mux");
        if (side.isOffer()) {
            out.attribute("rtcp-mux-only");
        }
    }

    private void writeFormats(LiveAudio audio) {
        for (SectionFormat format : audio.formats()) {
            out.attribute("rtpmap", format.map().toSdp());
            if (format.parameters() != null) {
                out.attribute("fmtp", format.payloadType() + " " + format.parameters());
            }
        }
        if (audio.packetTimeMs() > 0) {
            out.attribute("ptime", Integer.toString(audio.packetTimeMs()));
        }
        if (audio.maxPacketTimeMs() > 0) {
            out.attribute("maxptime", Integer.toString(audio.maxPacketTimeMs()));
        }
    }
}
