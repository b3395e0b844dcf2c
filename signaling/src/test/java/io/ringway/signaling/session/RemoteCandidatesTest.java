package io.ringway.signaling.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.ice.CandidateType;
import io.ringway.media.ice.IceCandidate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RemoteCandidatesTest {

    private final List<Integer> ports = new ArrayList<>();
    private final RemoteCandidates candidates = new RemoteCandidates(4);

    private boolean add(int port, String mid, String ufrag) {
        IceCandidate candidate =
                new IceCandidate("1", 1, 1, "192.0.2.1", port, CandidateType.HOST, null, 0);
        return candidates.add(candidate, mid, ufrag, found -> ports.add(found.port()));
    }

    private void described(String mid, String ufrag) {
        candidates.described(mid, ufrag, found -> ports.add(found.port()));
    }

    @Test
    void shouldHoldBackWhatComesEarly() {
        assertTrue(add(1, "0", ""));
        assertTrue(add(2, "1", ""));
        assertTrue(add(3, "", "new"));
        assertTrue(add(4, "", "old"));
        assertFalse(add(5, "0", ""));
        assertEquals(List.of(), ports);
        described("0", "new");
        assertEquals(List.of(1, 3), ports);
    }

    @Test
    void shouldDropWhatBelongsElsewhere() {
        described("0", "u1");
        add(1, "0", "u1");
        add(2, "1", "u1");
        add(3, "0", "u0");
        assertEquals(List.of(1), ports);
    }

    @Test
    void shouldRenewTheLimitWithTheCredentials() {
        described("0", "u1");
        for (int i = 0; i < 4; i++) {
            assertTrue(add(i, "0", ""));
        }
        assertFalse(add(4, "0", ""));
        described("0", "u1");
        assertFalse(add(5, "0", ""));
        described("0", "u2");
        assertTrue(add(6, "0", ""));
    }
}
