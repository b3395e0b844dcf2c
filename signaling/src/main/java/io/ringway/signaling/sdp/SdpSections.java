package io.ringway.signaling.sdp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lines parted at their m-lines: what full descriptions and fragments have in common. */
record SdpSections(SdpLines session, List<MediaSection> media) {

    static SdpSections split(List<SdpLine> lines, SdpLimits limits) throws SdpException {
        List<List<SdpLine>> blocks = new ArrayList<>();
        List<SdpLine> block = new ArrayList<>();
        blocks.add(block);
        for (SdpLine line : lines) {
            if (line.type() == 'm') {
                if (blocks.size() > limits.maxSections()) {
                    throw SdpException.tooLarge(
                            line.number(),
                            "at most " + limits.maxSections() + " m-lines are taken");
                }
                block = new ArrayList<>();
                blocks.add(block);
            }
            block.add(line);
        }
        return of(blocks);
    }

    private static SdpSections of(List<List<SdpLine>> blocks) throws SdpException {
        SdpLines session = new SdpLines(blocks.getFirst());
        List<MediaSection> media = new ArrayList<>(blocks.size() - 1);
        Set<String> mids = new HashSet<>();
        for (List<SdpLine> block : blocks.subList(1, blocks.size())) {
            MediaSection section = new MediaSection(media.size(), new SdpLines(block), session);
            String mid = section.mid();
            if (mid != null && !mids.add(mid)) {
                throw SdpException.malformed(
                        section.line(),
                        "mid " + SdpGrammar.quoted(mid) + " names two sections; it must name one");
            }
            media.add(section);
        }
        return new SdpSections(session, List.copyOf(media));
    }
}
