package io.ringway.server.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Parts of the server that open while others do. */
@Timeout(60)
class HeadStartTest {

    private static final class Part {

        private final String openedBy = Thread.currentThread().getName();
        private volatile boolean closed;

        void close() {
            closed = true;
        }
    }

    @Test
    void shouldOpenWhileOthersDo() throws IOException {
        CountDownLatch meanwhile = new CountDownLatch(1);
        HeadStart<Part> early =
                new HeadStart<>(
                        "early",
                        () -> {
                            await(meanwhile);
                            return new Part();
                        },
                        Part::close);
        meanwhile.countDown();
        assertEquals("early", early.take().openedBy);
        assertNotEquals("early", Thread.currentThread().getName());
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void shouldSayWhyItDidNotOpenAsIfItHadBeenOpenedHere() {
        IOException taken = new IOException("taken");
        HeadStart<Part> failed =
                new HeadStart<>(
                        "failed",
                        () -> {
                            throw taken;
                        },
                        Part::close);
        assertSame(taken, assertThrows(IOException.class, failed::take));
        failed.close();
        IllegalArgumentException wrong = new IllegalArgumentException("wrong");
        HeadStart<Part> refused =
                new HeadStart<>(
                        "refused",
                        () -> {
                            throw wrong;
                        },
                        Part::close);
        assertSame(wrong, assertThrows(IllegalArgumentException.class, refused::take));
    }

    @Test
    void shouldLeaveClosingToWhoTookIt() throws IOException {
        HeadStart<Part> early = new HeadStart<>("early", Part::new, Part::close);
        Part part = early.take();
        early.close();
        assertFalse(part.closed);
    }

    @Test
    void shouldCloseWhatNobodyTook() {
        Part part = new Part();
        new HeadStart<>("early", () -> part, Part::close).close();
        assertTrue(part.closed);
    }
}
