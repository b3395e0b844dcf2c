package io.ringway.media.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringway.media.stun.RandomSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UfragTableTest {

    private final RandomSource random = RandomSource.ofSeed(3);

    @Test
    void shouldFindEveryEntryUntilItIsRemoved() {
        UfragTable table = new UfragTable(1_000);
        List<IceCredentialsEntry> entries = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            entries.add(entry());
            assertTrue(table.put(entries.getLast()));
        }
        for (IceCredentialsEntry entry : entries) {
            assertSame(entry, find(table, entry.local().ufrag()));
        }
        assertEquals(1_000, table.size());
        for (IceCredentialsEntry entry : entries) {
            table.remove(entry.local().ufrag());
            assertNull(find(table, entry.local().ufrag()));
        }
        assertEquals(0, table.size());
    }

    @Test
    void shouldReplaceTheEntryOfTheSameFragment() {
        UfragTable table = new UfragTable(1);
        IceCredentialsEntry first = entry();
        IceCredentialsEntry second =
                new IceCredentialsEntry(first.local(), false, true, 1, 1, "other");

        assertTrue(table.put(first));
        assertTrue(table.put(second), "it takes no more room");
        assertSame(second, find(table, first.local().ufrag()));
        assertEquals(1, table.size());
    }

    @Test
    void shouldRefuseMoreThanItsCapacity() {
        UfragTable table = new UfragTable(2);

        assertTrue(table.put(entry()));
        assertTrue(table.put(entry()));
        assertFalse(table.put(entry()));
        assertEquals(2, table.size());
    }

    @Test
    void shouldNotTakeAPrefixForTheWhole() {
        UfragTable table = new UfragTable(2);
        IceCredentialsEntry entry = entry();
        table.put(entry);
        String ufrag = entry.local().ufrag();

        assertNull(find(table, ufrag.substring(1)));
        assertNull(find(table, ufrag + "a"));
        assertNull(find(table, ""));
    }

    @Test
    void shouldKeepOthersFindableWhileOneThreadWrites() throws InterruptedException {
        UfragTable table = new UfragTable(100);
        IceCredentialsEntry stable = entry();
        table.put(stable);
        List<IceCredentialsEntry> changing = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            changing.add(entry());
        }
        AtomicBoolean done = new AtomicBoolean();
        Thread writer =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    for (int round = 0; round < 2_000; round++) {
                                        changing.forEach(table::put);
                                        changing.forEach(e -> table.remove(e.local().ufrag()));
                                    }
                                    done.set(true);
                                });
        long misses = 0;
        while (!done.get()) {
            misses += stable.equals(find(table, stable.local().ufrag())) ? 0 : 1;
        }
        writer.join();

        assertEquals(0, misses);
        assertEquals(1, table.size());
    }

    private IceCredentialsEntry entry() {
        return new IceCredentialsEntry(IceCredentials.create(random), true, false, 1, 0, "leg");
    }

    private static @Nullable IceCredentialsEntry find(UfragTable table, String ufrag) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[ufrag.length() + 2]);
        buffer.putStringWithoutLengthAscii(1, ufrag);
        return table.find(buffer, 1, ufrag.length());
    }
}
