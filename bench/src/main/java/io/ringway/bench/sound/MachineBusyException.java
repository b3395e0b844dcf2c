package io.ringway.bench.sound;

/** Packets left, or sound was pulled, too late for what was heard to say anything. */
final class MachineBusyException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    MachineBusyException(String what) {
        super(
                "this machine is too busy to measure in real time ("
                        + what
                        + "); leave it alone, or let this go first: chrt -r 5 COMMAND");
    }
}
