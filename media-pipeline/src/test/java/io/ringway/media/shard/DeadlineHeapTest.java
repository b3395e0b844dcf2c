package io.ringway.media.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineHeapTest {

    private final DeadlineHeap heap = new DeadlineHeap();
    private final List<Long> fired = new ArrayList<>();

    private final class Note extends DeadlineHeap.Entry {
        long dueNs;

        @Override
        protected void onDeadline(long nowNs) {
            fired.add(dueNs);
        }
    }

    private Note schedule(long dueNs) {
        Note note = new Note();
        note.dueNs = dueNs;
        heap.schedule(note, dueNs);
        return note;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -5_000, Long.MAX_VALUE - 501})
    void shouldFireInOrderAlsoAcrossTheClocksWrap(long originNs) {
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            schedule(originNs + 2L * random.nextInt(500));
        }
        heap.expire(originNs + 1_000);

        assertEquals(500, fired.size());
        for (int i = 1; i < fired.size(); i++) {
            assertTrue(fired.get(i) - fired.get(i - 1) >= 0, "out of order at " + i);
        }
    }

    @Test
    void shouldFireOnlyWhatIsDue() {
        schedule(10);
        schedule(30);
        assertEquals(1, heap.expire(20));
        assertEquals(List.of(10L), fired);
        assertEquals(30, heap.nextDeadlineNs());
    }

    @Test
    void shouldMoveAndRemoveEntries() {
        Note early = schedule(10);
        Note late = schedule(100);
        late.dueNs = 5;
        heap.schedule(late, 5);
        heap.remove(early);
        heap.expire(50);
        assertEquals(List.of(5L), fired);
        assertEquals(0, heap.size());
        assertEquals(Duty.NO_DEADLINE, heap.nextDeadlineNs());
    }

    @Test
    void shouldFireByTheLastOfManyDeadlinesThatWerePutOff() {
        List<Note> notes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            notes.add(schedule(i));
        }
        for (int turn = 1; turn <= 50; turn++) {
            for (Note note : notes) {
                note.dueNs += 100;
                heap.schedule(note, note.dueNs);
            }
        }
        assertEquals(0, heap.expire(4_999));
        assertEquals(5_000, heap.nextDeadlineNs());
        assertEquals(100, heap.expire(5_099));
        assertEquals(fired.stream().sorted().toList(), fired);
    }

    @Test
    void shouldFireWhatWasPutOffAndThenBroughtForward() {
        Note wavering = schedule(10);
        schedule(40);
        heap.schedule(wavering, 100);
        wavering.dueNs = 30;
        heap.schedule(wavering, 30);
        assertEquals(30, heap.nextDeadlineNs());
        assertEquals(2, heap.expire(50));
        assertEquals(List.of(30L, 40L), fired);
        assertEquals(0, heap.size());
    }

    @Test
    void shouldNotFireWhatWasPutOffAndThenTakenOut() {
        Note gone = schedule(10);
        heap.schedule(gone, 100);
        heap.schedule(gone, Duty.NO_DEADLINE);
        assertEquals(0, heap.expire(200));
        gone.dueNs = 300;
        heap.schedule(gone, 300);
        assertEquals(300, heap.nextDeadlineNs());
    }

    @Test
    void shouldNotSpinOnAnEntryThatIsDueAgainAtOnce() {
        DeadlineHeap.Entry stubborn =
                new DeadlineHeap.Entry() {
                    @Override
                    protected void onDeadline(long nowNs) {
                        fired.add(nowNs);
                        heap.schedule(this, nowNs - 1);
                    }
                };
        heap.schedule(stubborn, 1);
        assertEquals(1, heap.expire(10));
        assertEquals(1, fired.size());
    }

    @Test
    void shouldStayAHeapThroughRandomMovesAndRemovals() {
        Random random = new Random(42);
        List<Note> notes = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            notes.add(schedule(random.nextInt(10_000)));
        }
        for (int step = 0; step < 5_000; step++) {
            Note note = notes.get(random.nextInt(notes.size()));
            if (random.nextInt(4) == 0) {
                heap.remove(note);
            } else {
                note.dueNs = random.nextInt(10_000);
                heap.schedule(note, note.dueNs);
            }
        }
        int scheduled = heap.size();
        heap.expire(10_000);
        assertEquals(scheduled, fired.size());
        assertEquals(fired.stream().sorted().toList(), fired);
    }
}
