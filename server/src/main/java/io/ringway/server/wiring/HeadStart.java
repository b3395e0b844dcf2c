package io.ringway.server.wiring;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * A part of the server that takes long to open, and opens on a thread of its own while others do.
 *
 * <p>Thread: that which made it.
 *
 * @param <T> the part
 */
final class HeadStart<T> implements AutoCloseable {

    /** Opens it, or says why not by what a start may throw. */
    interface Opening<T> {
        T open() throws IOException;
    }

    private final CompletableFuture<T> opening = new CompletableFuture<>();
    private final Consumer<T> closing;
    private boolean taken;

    /**
     * Begins at once.
     *
     * @param name of the thread
     * @param closing what is done with the part when nobody takes it
     */
    HeadStart(String name, Opening<T> part, Consumer<T> closing) {
        this.closing = closing;
        Thread.ofPlatform().name(name).daemon().start(() -> run(part));
    }

    private void run(Opening<T> part) {
        try {
            opening.complete(part.open());
        } catch (Throwable e) {
            // Whoever takes the part is told.
            opening.completeExceptionally(e);
        }
    }

    /**
     * Waits until the part is open and hands it over: from now on its taker closes it.
     *
     * @throws IOException what kept it from opening; so are unchecked exceptions
     */
    T take() throws IOException {
        try {
            T part = opening.join();
            taken = true;
            return part;
        } catch (CompletionException e) {
            switch (opening.exceptionNow()) {
                case IOException failed -> throw failed;
                case RuntimeException failed -> throw failed;
                case Error failed -> throw failed;
                default -> throw e;
            }
        }
    }

    /**
     * Closes the part when nobody took it, as soon as it is open. Where it did not open, something
     * else has ended the start before, and that is what is told.
     */
    @Override
    public void close() {
        if (taken) {
            return;
        }
        T part = opening.handle((opened, _) -> opened).join();
        if (part != null) {
            closing.accept(part);
        }
    }
}
