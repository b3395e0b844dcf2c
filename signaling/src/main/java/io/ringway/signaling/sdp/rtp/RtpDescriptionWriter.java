package io.ringway.signaling.sdp.rtp;

import io.ringway.media.AddressLiteral;
import io.ringway.media.LocalRtp;
import io.ringway.signaling.sdp.MediaDirection;
import io.ringway.signaling.sdp.MediaLine;
import io.ringway.signaling.sdp.SdpBuilder;
import io.ringway.signaling.sdp.SectionFormat;
import java.net.Inet4Address;
import java.util.List;

/** Writes a description of ours below its {@code o=} line. */
final class RtpDescriptionWriter {

    /**
     * The stream as we describe it.
     *
     * @param live index of its m-line
     * @param on whether it is to be had at all
     * @param packetTimeMs what our sender makes (RFC 8866 §6.4)
     * @param mux whether {@code a=rtcp-mux} is offered or agreed
     */
    record Stream(
            int live,
            boolean on,
            String protocol,
            List<SectionFormat> formats,
            int packetTimeMs,
            MediaDirection direction,
            boolean mux,
            LocalSecurity security) {}

    private final LocalRtp local;
    private final SdpBuilder out = new SdpBuilder();

    private RtpDescriptionWriter(LocalRtp local) {
        this.local = local;
    }

    /** The value of our {@code c=} line. */
    static String connection(LocalRtp local) {
        String family = local.address() instanceof Inet4Address ? "IN IP4 " : "IN IP6 ";
        return family + AddressLiteral.of(local.address());
    }

    /** Everything after {@code o=}, m-lines in the order of the slots. */
    static String body(LocalRtp local, List<RtpSlot> slots, Stream stream) {
        return new RtpDescriptionWriter(local).write(slots, stream);
    }

    private String write(List<RtpSlot> slots, Stream stream) {
        out.line('s', "-").line('c', connection(local)).line('t', "0 0");
        for (int i = 0; i < slots.size(); i++) {
            RtpSlot slot = slots.get(i);
            if (i == stream.live() && stream.on()) {
                writeLive(slot, stream);
            } else {
                out.line('m', slot.line().refused().toSdp());
                writeMid(slot);
            }
        }
        return out.build();
    }

    private void writeLive(RtpSlot slot, Stream stream) {
        List<String> payloadTypes =
                stream.formats().stream()
                        .map(format -> Integer.toString(format.payloadType()))
                        .toList();
        out.line(
                'm',
                new MediaLine("audio", local.rtpPort(), stream.protocol(), payloadTypes).toSdp());
        writeMid(slot);
        for (SectionFormat format : stream.formats()) {
            out.attribute("rtpmap", format.map().toSdp());
            if (format.parameters() != null) {
                out.attribute("fmtp", format.payloadType() + " " + format.parameters());
            }
        }
        out.attribute("ptime", Integer.toString(stream.packetTimeMs()));
        out.attribute(stream.direction().sdpName());
        if (local.rtcpPort() != local.rtpPort() + 1) {
            out.attribute("rtcp", Integer.toString(local.rtcpPort()));
        }
        if (stream.mux()) {
            out.attribute("rtcp-mux");
        }
        stream.security().write(out, local);
    }

    private void writeMid(RtpSlot slot) {
        if (slot.mid() != null) {
            out.attribute("mid", slot.mid());
        }
    }
}
