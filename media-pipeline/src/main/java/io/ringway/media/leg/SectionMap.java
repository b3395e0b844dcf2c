package io.ringway.media.leg;

import io.ringway.media.AudioSection;
import io.ringway.media.PayloadFormat;
import io.ringway.media.rtp.RtpHeader;
import java.util.List;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Which audio section a received packet belongs to (RFC 9143 §9.2): by its MID extension, else by
 * an announced SSRC, else by its payload type.
 *
 * <p>Thread: the leg's shard. Looked at once for each new SSRC.
 */
final class SectionMap {

    private List<AudioSection> sections = List.of();

    void set(List<AudioSection> newSections) {
        sections = List.copyOf(newSections);
    }

    List<AudioSection> sections() {
        return sections;
    }

    /**
     * Finds the section of a new SSRC.
     *
     * @param header of the packet, wrapped around {@code packet}
     * @return null when none that receives fits
     */
    @Nullable AudioSection find(RtpHeader header, DirectBuffer packet) {
        AudioSection byMid = byMid(header, packet);
        if (byMid != null) {
            return byMid;
        }
        AudioSection bySsrc = bySsrc(Integer.toUnsignedLong(header.ssrc()));
        return bySsrc != null ? bySsrc : byPayloadType(header.payloadType());
    }

    private @Nullable AudioSection byMid(RtpHeader header, DirectBuffer packet) {
        for (AudioSection section : sections) {
            int id = section.midExtensionId();
            int length = id == 0 ? 0 : header.extensionLength(id);
            if (length > 0) {
                String mid = packet.getStringWithoutLengthAscii(header.extensionOffset(id), length);
                if (section.receive() && mid.equals(section.mid())) {
                    return section;
                }
            }
        }
        return null;
    }

    private @Nullable AudioSection bySsrc(long ssrc) {
        for (AudioSection section : sections) {
            if (section.receive() && section.remoteSsrcs().contains(ssrc)) {
                return section;
            }
        }
        return null;
    }

    private @Nullable AudioSection byPayloadType(int payloadType) {
        for (AudioSection section : sections) {
            for (PayloadFormat format : section.formats()) {
                if (section.receive() && format.payloadType() == payloadType) {
                    return section;
                }
            }
        }
        return null;
    }
}
