package io.ringway.server.turn;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Has test classes of several JVMs take turns by a lock on a file: shared by those that listen, of
 * one alone that takes the machine. Time-outs of tests do not count the wait, which ends with the
 * other JVM's class, or with the other JVM.
 */
final class Turns implements BeforeAllCallback {

    private static final Path FILE = Path.of("target", "turns.lock").toAbsolutePath();

    /** From before a class's first method to behind its last. */
    private record Turn(FileChannel channel, FileLock lock) implements AutoCloseable {

        static Turn take(boolean shared) throws IOException {
            Files.createDirectories(FILE.getParent());
            FileChannel channel =
                    FileChannel.open(
                            FILE,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            return new Turn(channel, channel.lock(0, Long.MAX_VALUE, shared));
        }

        @Override
        public void close() throws IOException {
            lock.release();
            channel.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        boolean alone = context.getRequiredTestClass().isAnnotationPresent(TakesTheMachine.class);
        context.getStore(ExtensionContext.Namespace.create(Turns.class))
                .put(Turn.class, Turn.take(!alone));
    }
}
