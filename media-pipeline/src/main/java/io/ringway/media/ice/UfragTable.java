package io.ringway.media.ice;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * All local username fragments of a process, found by their bytes without building a string.
 *
 * <p>Chains of immutable links: a reader walks whatever chain it saw, a writer puts another chain
 * in its place. The fragments are random and ours, so chains stay short whatever a peer sends.
 *
 * <p>Thread: any number read without a lock; writers take one.
 */
public final class UfragTable implements UfragLookup {

    private record Link(int hash, IceCredentialsEntry entry, @Nullable Link next) {}

    private final AtomicReferenceArray<@Nullable Link> buckets;
    private final int capacity;
    private int size;

    /**
     * @param capacity most fragments held at once; a restarting leg has two
     */
    public UfragTable(int capacity) {
        if (capacity < 1 || capacity > 1 << 24) {
            throw new IllegalArgumentException(
                    "ufrag table capacity must be 1 to 16777216, got " + capacity);
        }
        this.capacity = capacity;
        int wanted = Integer.highestOneBit(Math.max(15, capacity - 1)) << 1;
        this.buckets = new AtomicReferenceArray<>(wanted);
    }

    @Override
    public @Nullable IceCredentialsEntry find(DirectBuffer buffer, int offset, int length) {
        int hash = 0;
        for (int i = 0; i < length; i++) {
            hash = mix(hash, buffer.getByte(offset + i));
        }
        Link link = buckets.get(bucketOf(hash));
        while (link != null && !(link.hash == hash && matches(link, buffer, offset, length))) {
            link = link.next;
        }
        return link == null ? null : link.entry;
    }

    /**
     * Adds an entry, or replaces the one with the same fragment.
     *
     * @return false when the table is full
     */
    public synchronized boolean put(IceCredentialsEntry entry) {
        int hash = hashOf(entry.local().ufragBytes());
        int bucket = bucketOf(hash);
        Link kept = without(buckets.get(bucket), entry.local().ufrag());
        if (size >= capacity) {
            buckets.set(bucket, kept);
            return false;
        }
        buckets.set(bucket, new Link(hash, entry, kept));
        size++;
        return true;
    }

    /** Forgets a fragment; unknown ones are fine. */
    public synchronized void remove(String localUfrag) {
        int bucket = bucketOf(hashOf(localUfrag.getBytes(StandardCharsets.US_ASCII)));
        buckets.set(bucket, without(buckets.get(bucket), localUfrag));
    }

    public synchronized int size() {
        return size;
    }

    private @Nullable Link without(@Nullable Link chain, String ufrag) {
        Link kept = null;
        for (Link link = chain; link != null; link = link.next) {
            if (link.entry.local().ufrag().equals(ufrag)) {
                size--;
            } else {
                kept = new Link(link.hash, link.entry, kept);
            }
        }
        return kept;
    }

    private int bucketOf(int hash) {
        return (hash ^ (hash >>> 16)) & (buckets.length() - 1);
    }

    private static boolean matches(Link link, DirectBuffer buffer, int offset, int length) {
        byte[] ufrag = link.entry.local().ufragBytes();
        if (ufrag.length != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (ufrag[i] != buffer.getByte(offset + i)) {
                return false;
            }
        }
        return true;
    }

    private static int hashOf(byte[] ufrag) {
        int hash = 0;
        for (byte b : ufrag) {
            hash = mix(hash, b);
        }
        return hash;
    }

    private static int mix(int hash, byte b) {
        return (hash ^ (b & 0xFF)) * 0x0100_0193;
    }
}
