package io.ringway.signaling.sdp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One m-line with what belongs to it. Attributes are read when asked for, and only then can they
 * turn out malformed.
 */
public final class MediaSection {

    private static final int MAX_PACKET_TIME_MS = 1_000;

    private final int index;
    private final SdpLines lines;
    private final SdpLines session;
    private final SdpLine head;
    private final MediaLine mediaLine;
    private final @Nullable String mid;

    MediaSection(int index, SdpLines lines, SdpLines session) throws SdpException {
        this.index = index;
        this.lines = lines;
        this.session = session;
        head = lines.all().getFirst();
        mediaLine = MediaLine.parse(head);
        mid = readMid(lines.attribute("mid"));
    }

    private static @Nullable String readMid(@Nullable SdpLine line) throws SdpException {
        if (line == null) {
            return null;
        }
        String mid = line.attributeValue().strip();
        if (!SdpGrammar.isToken(mid)) {
            throw line.malformed("a=mid must be a token, got " + SdpGrammar.quoted(mid));
        }
        return mid;
    }

    /** Position among the m-lines, from 0. */
    public int index() {
        return index;
    }

    /** Line number of the m-line. */
    public int line() {
        return head.number();
    }

    public MediaLine mediaLine() {
        return mediaLine;
    }

    public boolean isAudio() {
        return mediaLine.kind().equals("audio");
    }

    /** {@code a=mid} (RFC 5888 §4), null when there is none. */
    public @Nullable String mid() {
        return mid;
    }

    /** The mid, or the index in decimal when there is none: what the media plane goes by. */
    public String midOrIndex() {
        return mid == null ? Integer.toString(index) : mid;
    }

    /** All lines from the m-line on. */
    public SdpLines lines() {
        return lines;
    }

    /** The section's first attribute of a name, else the session's, else null. */
    public @Nullable SdpLine inherited(String name) {
        SdpLine own = lines.attribute(name);
        return own == null ? session.attribute(name) : own;
    }

    /** The section's attributes of a name, or when it has none the session's. */
    public List<SdpLine> inheritedAll(String name) {
        return lines.has(name) ? lines.attributes(name) : session.attributes(name);
    }

    /** The stated direction: the section's, else the session's, else sendrecv (RFC 8866 §6.7). */
    public MediaDirection direction() {
        MediaDirection own = MediaDirection.statedIn(lines);
        MediaDirection stated = own == null ? MediaDirection.statedIn(session) : own;
        return stated == null ? MediaDirection.SENDRECV : stated;
    }

    /** RTP and RTCP on one port (RFC 5761 §5.1.1). */
    public boolean rtcpMux() {
        return lines.has("rtcp-mux") || lines.has("rtcp-mux-only");
    }

    /** Port 0 here means "with the bundle or not at all" (RFC 8843 §6). */
    public boolean bundleOnly() {
        return lines.has("bundle-only");
    }

    /** Whether the section is wanted at all. */
    public boolean isOn() {
        return mediaLine.port() != 0 || bundleOnly();
    }

    /** {@code a=rtpmap} by payload type; the first of two wins. */
    public Map<Integer, RtpMap> rtpMaps() throws SdpException {
        Map<Integer, RtpMap> maps = new HashMap<>();
        for (SdpLine line : lines.attributes("rtpmap")) {
            RtpMap map = RtpMap.parse(line);
            maps.putIfAbsent(map.payloadType(), map);
        }
        return maps;
    }

    /** {@code a=fmtp} by payload type; the first of two wins. */
    public Map<Integer, FormatParameters> formatParameters() throws SdpException {
        Map<Integer, FormatParameters> all = new HashMap<>();
        for (SdpLine line : lines.attributes("fmtp")) {
            FormatParameters parameters = FormatParameters.parse(line);
            all.putIfAbsent(parameters.payloadType(), parameters);
        }
        return all;
    }

    public List<RtcpFeedback> rtcpFeedback() throws SdpException {
        List<RtcpFeedback> all = new ArrayList<>();
        for (SdpLine line : lines.attributes("rtcp-fb")) {
            all.add(RtcpFeedback.parse(line));
        }
        return all;
    }

    public List<HeaderExtension> headerExtensions() throws SdpException {
        List<HeaderExtension> all = new ArrayList<>();
        for (SdpLine line : inheritedAll("extmap")) {
            all.add(HeaderExtension.parse(line));
        }
        return all;
    }

    public List<SsrcAttribute> ssrcs() throws SdpException {
        List<SsrcAttribute> all = new ArrayList<>();
        for (SdpLine line : lines.attributes("ssrc")) {
            all.add(SsrcAttribute.parse(line));
        }
        return all;
    }

    public List<MediaStreamId> streamIds() throws SdpException {
        List<MediaStreamId> all = new ArrayList<>();
        for (SdpLine line : lines.attributes("msid")) {
            all.add(MediaStreamId.parse(line));
        }
        return all;
    }

    /** {@code a=ptime} in ms; 0 when not stated, or not as a whole number (RFC 8866 §6.4). */
    public int packetTimeMs() {
        return milliseconds("ptime");
    }

    /** {@code a=maxptime} in ms; 0 when not stated, or not as a whole number (RFC 8866 §6.5). */
    public int maxPacketTimeMs() {
        return milliseconds("maxptime");
    }

    private int milliseconds(String name) {
        SdpLine line = lines.attribute(name);
        long value = line == null ? 0 : SdpGrammar.decimal(line.attributeValue().strip());
        return value < 0 || value > MAX_PACKET_TIME_MS ? 0 : (int) value;
    }
}
