package io.ringway.media.counters;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All counter blocks of a process. Thread: any. */
public final class Counters {

    private final List<CounterBlock> blocks = new CopyOnWriteArrayList<>();
    private final CounterBlock shared = newBlock("shared");

    /** A block for one new owner; lives as long as the process counts. */
    public CounterBlock newBlock(String owner) {
        CounterBlock block = new CounterBlock(owner);
        blocks.add(block);
        return block;
    }

    /** The block for threads that own none; use only its shared methods. */
    public CounterBlock shared() {
        return shared;
    }

    public List<CounterBlock> blocks() {
        return List.copyOf(blocks);
    }

    public long total(Counter counter) {
        long sum = 0;
        for (CounterBlock block : blocks) {
            sum += block.get(counter);
        }
        return sum;
    }
}
