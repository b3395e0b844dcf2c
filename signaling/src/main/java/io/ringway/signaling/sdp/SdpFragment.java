package io.ringway.signaling.sdp;

import io.ringway.media.LocalTransport;
import io.ringway.media.ice.IceCandidate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A body of type {@code application/trickle-ice-sdpfrag} (RFC 8840 §9): candidates and, for a
 * restart, credentials, as WHIP's PATCH carries them (RFC 9725 §4.3).
 *
 * @param iceLite whether the sender is lite
 * @param sections in order; candidates before any m-line form a section of their own
 * @param endOfCandidates whether it ends the candidates of all sections
 */
public record SdpFragment(
        boolean iceLite, List<FragmentSection> sections, boolean endOfCandidates) {

    public static final String MEDIA_TYPE = "application/trickle-ice-sdpfrag";

    public SdpFragment {
        sections = List.copyOf(sections);
    }

    /**
     * Reads a fragment.
     *
     * @throws SdpException when a limit is passed or a line cannot be read; malformed candidates
     *     are counted instead
     */
    public static SdpFragment parse(String text, SdpLimits limits) throws SdpException {
        SdpSections parts = SdpSections.split(SdpLineReader.read(text, limits).lines(), limits);
        SdpLines session = parts.session();
        List<FragmentSection> sections = new ArrayList<>();
        int room = limits.maxCandidates();
        if (parts.media().isEmpty() || session.has("candidate")) {
            SdpLine mid = session.attribute("mid");
            sections.add(
                    section(
                            mid == null ? null : mid.attributeValue().strip(),
                            IceCredentials.of(session),
                            session,
                            room));
            room -= sections.getFirst().candidates().size();
        }
        for (MediaSection media : parts.media()) {
            FragmentSection section =
                    section(media.mid(), IceCredentials.of(media), media.lines(), room);
            room -= section.candidates().size();
            sections.add(section);
        }
        return new SdpFragment(session.has("ice-lite"), sections, session.has("end-of-candidates"));
    }

    private static FragmentSection section(
            @Nullable String mid, @Nullable IceCredentials credentials, SdpLines lines, int room) {
        CandidateList list = CandidateList.of(lines.attributes("candidate"), room);
        return new FragmentSection(
                mid,
                credentials,
                list.candidates(),
                list.ignored(),
                lines.has("end-of-candidates"));
    }

    /**
     * Our side of a restart, as the response to a PATCH states it.
     *
     * @param mid the section whose transport it is ({@link Negotiated#transportMid()})
     * @param complete whether no candidate follows
     */
    public static SdpFragment of(LocalTransport local, String mid, boolean complete) {
        IceCredentials credentials = new IceCredentials(local.iceUfrag(), local.icePwd());
        FragmentSection section =
                new FragmentSection(mid, credentials, local.candidates(), 0, complete);
        return new SdpFragment(local.iceLite(), List.of(section), false);
    }

    /** The credentials of the first section that has any, null when none has. */
    public @Nullable IceCredentials credentials() {
        for (FragmentSection section : sections) {
            if (section.credentials() != null) {
                return section.credentials();
            }
        }
        return null;
    }

    /** Candidates for the section of that mid, together with those for no section in particular. */
    public List<IceCandidate> candidates(String mid) {
        return candidateList(mid).candidates();
    }

    /** Whether no more candidates follow for that section. */
    public boolean endsCandidates(String mid) {
        return endOfCandidates
                || sections.stream().anyMatch(s -> concerns(s, mid) && s.endOfCandidates());
    }

    CandidateList candidateList(String mid) {
        List<IceCandidate> candidates = new ArrayList<>();
        int ignored = 0;
        for (FragmentSection section : sections) {
            if (concerns(section, mid)) {
                candidates.addAll(section.candidates());
                ignored += section.ignored();
            }
        }
        return new CandidateList(candidates, ignored);
    }

    private static boolean concerns(FragmentSection section, String mid) {
        return section.mid() == null || section.mid().equals(mid);
    }

    /** The body to send. */
    public String toSdp() {
        SdpBuilder out = new SdpBuilder();
        if (iceLite) {
            out.attribute("ice-lite");
        }
        if (endOfCandidates) {
            out.attribute("end-of-candidates");
        }
        for (FragmentSection section : sections) {
            // The m-line only parts sections; port and format mean nothing (RFC 8840 §9).
            out.line('m', "audio 9 UDP/TLS/RTP/SAVPF 0");
            write(section, out);
        }
        return out.build();
    }

    private static void write(FragmentSection section, SdpBuilder out) {
        if (section.mid() != null) {
            out.attribute("mid", section.mid());
        }
        if (section.credentials() != null) {
            out.attribute("ice-ufrag", section.credentials().ufrag());
            out.attribute("ice-pwd", section.credentials().pwd());
        }
        section.candidates().forEach(candidate -> out.line('a', candidate.toSdp()));
        if (section.endOfCandidates()) {
            out.attribute("end-of-candidates");
        }
    }
}
