package io.ringway.signaling.sdp;

import io.ringway.media.AudioSection;
import io.ringway.media.dtls.DtlsRole;
import java.util.ArrayList;
import java.util.List;

/**
 * What the last completed exchange settled; the next one is compared with it.
 *
 * @param localUfrag our ICE user name then, which a restart has to change
 */
record Agreement(StatedTransport remote, DtlsRole localRole, String localUfrag, List<Slot> slots) {

    Agreement {
        slots = List.copyOf(slots);
    }

    Agreement withRemote(StatedTransport changed, String ufrag) {
        return new Agreement(changed, localRole, ufrag, slots);
    }

    List<AudioSection> audio() {
        List<AudioSection> sections = new ArrayList<>();
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            LiveAudio audio = slot.audio();
            String mid = slot.mid();
            if (audio != null) {
                sections.add(audio.section(mid == null ? Integer.toString(i) : mid));
            }
        }
        return sections;
    }
}
