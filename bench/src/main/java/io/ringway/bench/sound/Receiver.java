package io.ringway.bench.sound;

import java.util.List;

/** Something that receives packets and yields sound. */
interface Receiver {

    /** Names its column. */
    String name();

    /**
     * Receives traces, one after another or all at once in real time.
     *
     * @return what was heard of each, in the traces' order
     */
    List<Heard> receive(List<Trace> traces) throws InterruptedException;
}
