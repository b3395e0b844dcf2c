package io.ringway.media.net;

import io.ringway.media.ice.UfragTable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * How event loops find a leg before an address has been validated: by local ufrag for a check, by
 * number for the response to one of our own.
 *
 * <p>Thread: read by event loops, written by shards and signaling.
 */
public final class LegDirectory {

    private final UfragTable ufrags;
    private final ConcurrentMap<Integer, PacketTarget> legs = new ConcurrentHashMap<>();
    private final int transactionSecret;

    /**
     * Makes an empty directory.
     *
     * @param maxLegs most legs at once; a restarting leg has two ufrags
     * @param transactionSecret random number that hides leg numbers in transaction ids
     */
    public LegDirectory(int maxLegs, int transactionSecret) {
        this.ufrags = new UfragTable(2 * maxLegs);
        this.transactionSecret = transactionSecret;
    }

    public UfragTable ufrags() {
        return ufrags;
    }

    public int transactionSecret() {
        return transactionSecret;
    }

    public void add(int legId, PacketTarget leg) {
        legs.put(legId, leg);
    }

    public void remove(int legId) {
        legs.remove(legId);
    }

    @Nullable PacketTarget find(int legId) {
        return legs.get(legId);
    }
}
