package io.ringway.media.shard;

/** A share of a {@link DutyThread}'s work. All methods are called on that thread. */
public interface Duty {

    /** The deadline of a duty that waits for nothing. */
    long NO_DEADLINE = Long.MAX_VALUE;

    /**
     * Does what there is to do, within a bound.
     *
     * @param nowNs monotonic time read once for this cycle
     * @return how many items were handled; 0 lets the thread go idle
     */
    int work(long nowNs);

    /** Whether {@link #work} would find something now; asked just before the thread parks. */
    boolean pending();

    /** When {@link #work} has to be called again at the latest, or {@link #NO_DEADLINE}. */
    long nextDeadlineNs();

    /** Called once, after the last {@link #work}. */
    void close();
}
