package io.ringway.media.stage;

/** Both stages share a thread: there is nothing between them. */
final class DirectHop<T> implements Hop<T> {

    @Override
    public T connect(T next) {
        return next;
    }

    @Override
    public void execute(Runnable command) {
        command.run();
    }

    @Override
    public void offer(Runnable command) {
        command.run();
    }

    @Override
    public boolean flush() {
        return true;
    }
}
