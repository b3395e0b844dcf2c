package io.ringway.media.net;

import java.net.InetSocketAddress;
import java.util.Arrays;

/**
 * An address connectivity checks have validated, and the legs that proved they live there.
 *
 * <p>Nearly always one leg. Whoever knows the password of a leg of his own can forge a check from
 * somebody else's address, so a later claim takes nothing from an earlier one: packets go to every
 * claimant, and authentication tells whose they are.
 *
 * <p>Thread: its socket's event loop, but for the remote address.
 */
final class Flow {

    /** More legs than that share an address only when somebody wants to make trouble. */
    static final int MAX_CLAIMANTS = 4;

    private final InetSocketAddress remote;
    private PacketTarget[] claimants;

    Flow(InetSocketAddress remote, PacketTarget first) {
        this.remote = remote;
        this.claimants = new PacketTarget[] {first};
    }

    InetSocketAddress remote() {
        return remote;
    }

    /** How many legs live there; at least one. */
    int claimants() {
        return claimants.length;
    }

    PacketTarget claimant(int index) {
        return claimants[index];
    }

    /**
     * Adds a leg. Where there are too many the newest makes room: the older ones are in calls.
     *
     * @return false when another had to make room
     */
    boolean claim(PacketTarget leg) {
        if (indexOf(leg) >= 0) {
            return true;
        }
        boolean room = claimants.length < MAX_CLAIMANTS;
        if (room) {
            claimants = Arrays.copyOf(claimants, claimants.length + 1);
        }
        claimants[claimants.length - 1] = leg;
        return room;
    }

    /**
     * Takes a leg away.
     *
     * @return whether nobody is left
     */
    boolean abandon(PacketTarget leg) {
        int index = indexOf(leg);
        if (index >= 0) {
            PacketTarget[] fewer = Arrays.copyOf(claimants, claimants.length - 1);
            System.arraycopy(claimants, index + 1, fewer, index, fewer.length - index);
            claimants = fewer;
        }
        return claimants.length == 0;
    }

    private int indexOf(PacketTarget leg) {
        for (int i = 0; i < claimants.length; i++) {
            if (claimants[i] == leg) {
                return i;
            }
        }
        return -1;
    }
}
