package io.ringway.media.ice;

import java.net.InetSocketAddress;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What an answered check says, for the agent that owns the leg. Reused: {@link CheckResponder}
 * fills one per event loop, and {@link #copyFrom} carries it into a ring's slot.
 *
 * <p>Thread: whoever owns the object at the time.
 */
public final class ValidatedCheck {

    /** Enough for every browser; grows for the odd peer that uses more of its 256. */
    private static final int USUAL_UFRAG_BYTES = 32;

    private final ExpandableArrayBuffer remoteUfrag = new ExpandableArrayBuffer(USUAL_UFRAG_BYTES);
    private int remoteUfragLength;
    private @Nullable IceCredentialsEntry entry;
    private @Nullable InetSocketAddress source;
    private int path;
    private long priority;
    private boolean useCandidate;
    private boolean roleSwitch;

    /** Forgets everything; {@link #valid()} is false afterwards. */
    public void clear() {
        entry = null;
        source = null;
        remoteUfragLength = 0;
    }

    /** Takes over what another one says. */
    public void copyFrom(ValidatedCheck other) {
        entry = other.entry;
        source = other.source;
        path = other.path;
        priority = other.priority;
        useCandidate = other.useCandidate;
        roleSwitch = other.roleSwitch;
        remoteUfragLength = other.remoteUfragLength;
        remoteUfrag.putBytes(0, other.remoteUfrag, 0, remoteUfragLength);
    }

    void set(IceCredentialsEntry checkedEntry, InetSocketAddress from, int localPath) {
        entry = checkedEntry;
        source = from;
        path = localPath;
    }

    void setContent(long checkPriority, boolean nominating, boolean switchesRole) {
        priority = checkPriority;
        useCandidate = nominating;
        roleSwitch = switchesRole;
    }

    void setRemoteUfrag(DirectBuffer buffer, int offset, int length) {
        remoteUfragLength = length;
        remoteUfrag.putBytes(0, buffer, offset, remoteUfragLength);
    }

    /** Whether there is a check the agent has to hear of. */
    public boolean valid() {
        return entry != null;
    }

    /**
     * @throws IllegalStateException when not {@link #valid()}
     */
    public IceCredentialsEntry entry() {
        if (entry == null) {
            throw new IllegalStateException("no check here: ask valid() first");
        }
        return entry;
    }

    /** Where the check came from. */
    public InetSocketAddress source() {
        if (source == null) {
            throw new IllegalStateException("no check here: ask valid() first");
        }
        return source;
    }

    /** Index of the local path it arrived on. */
    public int path() {
        return path;
    }

    /** PRIORITY, unsigned 32 bits; −1 when the check had none. */
    public long priority() {
        return priority;
    }

    public boolean useCandidate() {
        return useCandidate;
    }

    /** Whether the check won a role conflict, so that the leg has to take the other role. */
    public boolean roleSwitch() {
        return roleSwitch;
    }

    /** The sender's own username fragment. Allocates. */
    public String remoteUfrag() {
        return remoteUfrag.getStringWithoutLengthAscii(0, remoteUfragLength);
    }
}
