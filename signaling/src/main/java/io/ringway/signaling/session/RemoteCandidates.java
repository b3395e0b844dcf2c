package io.ringway.signaling.session;

import io.ringway.media.ice.IceCandidate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The remote side's trickled candidates: bounded, held back until there is a description they
 * belong to, and dropped when they belong to another transport or to credentials of the past.
 *
 * <p>Thread: one at a time, by the negotiation's lock.
 */
final class RemoteCandidates {

    private record Held(IceCandidate candidate, String mid, String ufrag) {}

    private final int max;
    private final List<Held> held = new ArrayList<>();
    private int taken;
    private @Nullable String transportMid;
    private String remoteUfrag = "";

    RemoteCandidates(int max) {
        this.max = max;
    }

    /**
     * Takes one candidate.
     *
     * @param mid section it was gathered for, empty when not said
     * @param ufrag credentials it was gathered for, empty when not said
     * @param sink told at once when the description is there
     * @return false when the limit is reached and it was dropped
     */
    boolean add(IceCandidate candidate, String mid, String ufrag, Consumer<IceCandidate> sink) {
        if (taken >= max) {
            return false;
        }
        taken++;
        Held arrived = new Held(candidate, mid, ufrag);
        if (transportMid == null) {
            held.add(arrived);
        } else if (belongs(arrived, transportMid)) {
            sink.accept(candidate);
        }
        return true;
    }

    /**
     * A description is in force now: lets go of what waited for it. New credentials renew the
     * limit.
     */
    void described(String mid, String ufrag, Consumer<IceCandidate> sink) {
        if (!ufrag.equals(remoteUfrag)) {
            taken = held.size();
        }
        transportMid = mid;
        remoteUfrag = ufrag;
        for (Held waiting : held) {
            if (belongs(waiting, mid)) {
                sink.accept(waiting.candidate());
            }
        }
        held.clear();
    }

    private boolean belongs(Held arrived, String mid) {
        boolean sameTransport = arrived.mid().isEmpty() || arrived.mid().equals(mid);
        boolean current = arrived.ufrag().isEmpty() || arrived.ufrag().equals(remoteUfrag);
        return sameTransport && current;
    }
}
