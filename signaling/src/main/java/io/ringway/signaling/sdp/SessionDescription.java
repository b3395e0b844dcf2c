package io.ringway.signaling.sdp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session description as a typed view over its own lines (RFC 8866). Nothing is normalised:
 * {@link #toString()} gives back the text it was read from, byte for byte. Immutable.
 */
public final class SessionDescription {

    private final SdpSections sections;
    private final Origin origin;
    private final List<SdpGroup> groups;
    private final String trailer;

    private SessionDescription(
            SdpSections sections, Origin origin, List<SdpGroup> groups, String trailer) {
        this.sections = sections;
        this.origin = origin;
        this.groups = groups;
        this.trailer = trailer;
    }

    /** Reads a description within {@link SdpLimits#DEFAULT}. */
    public static SessionDescription parse(String text) throws SdpException {
        return parse(text, SdpLimits.DEFAULT);
    }

    /**
     * Reads a description. Lines end with CRLF or LF; attributes are only looked at when asked for,
     * so that trouble in a section nobody wants harms nothing.
     *
     * @throws SdpException when a limit is passed, a line is not {@code <letter>=<value>}, an
     *     m-line, {@code o=} or {@code a=mid} cannot be read, or {@code v=0} and {@code o=} are
     *     missing
     */
    public static SessionDescription parse(String text, SdpLimits limits) throws SdpException {
        SdpLineReader.Text read = SdpLineReader.read(text, limits);
        SdpLine first = read.lines().getFirst();
        if (first.type() != 'v' || !first.value().strip().equals("0")) {
            throw first.malformed(
                    "a description must start with 'v=0', got "
                            + SdpGrammar.quoted(first.type() + "=" + first.value()));
        }
        SdpSections sections = SdpSections.split(read.lines(), limits);
        SdpLine originLine = sections.session().first('o');
        if (originLine == null) {
            throw first.malformed("an 'o=' line must come before the first m-line");
        }
        List<SdpGroup> groups = new ArrayList<>();
        for (SdpLine line : sections.session().attributes("group")) {
            groups.add(SdpGroup.parse(line));
        }
        return new SessionDescription(
                sections, Origin.parse(originLine), List.copyOf(groups), read.trailer());
    }

    public Origin origin() {
        return origin;
    }

    /** The lines before the first m-line. */
    public SdpLines session() {
        return sections.session();
    }

    /** The m-lines with what belongs to them, in order. */
    public List<MediaSection> media() {
        return sections.media();
    }

    /** The section with that {@code a=mid}, null when there is none. */
    public @Nullable MediaSection section(String mid) {
        for (MediaSection section : sections.media()) {
            if (mid.equals(section.mid())) {
                return section;
            }
        }
        return null;
    }

    /** The {@code a=group} lines, in order (RFC 5888 §5). */
    public List<SdpGroup> groups() {
        return groups;
    }

    /** The BUNDLE group that holds the mid, null when none does (RFC 8843 §7). */
    public @Nullable SdpGroup bundleOf(@Nullable String mid) {
        for (SdpGroup group : groups) {
            if (mid != null && group.isBundle() && group.mids().contains(mid)) {
                return group;
            }
        }
        return null;
    }

    /** The text it was read from. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(2_048);
        session().appendTo(text);
        for (MediaSection section : media()) {
            section.lines().appendTo(text);
        }
        return text.append(trailer).toString();
    }
}
