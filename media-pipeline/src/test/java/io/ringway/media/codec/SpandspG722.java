package io.ringway.media.codec;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** A second implementation of G.722: spandsp's, where the system has it. */
@SuppressWarnings("restricted") // calling C is what this class is for
final class SpandspG722 {

    private static final int BITS_PER_SECOND = 64_000;

    private final SymbolLookup library;

    private SpandspG722(SymbolLookup library) {
        this.library = library;
    }

    static SpandspG722 orSkip() {
        Optional<SymbolLookup> library = open("libspandsp.so.2");
        assumeTrue(
                library.isPresent(), "SKIPPED: spandsp is missing (apt-get install libspandsp2)");
        return new SpandspG722(library.orElseThrow());
    }

    byte[] encode(short[] pcm) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment in = arena.allocateFrom(JAVA_SHORT, pcm);
            MemorySegment out = arena.allocate(pcm.length / 2);
            assertEquals(pcm.length / 2, run("encode", out, in, pcm.length));
            return out.toArray(JAVA_BYTE);
        }
    }

    short[] decode(byte[] octets) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment in = arena.allocateFrom(JAVA_BYTE, octets);
            MemorySegment out = arena.allocate(4L * octets.length, 2);
            assertEquals(2 * octets.length, run("decode", out, in, octets.length));
            return out.toArray(JAVA_SHORT);
        }
    }

    private int run(String what, MemorySegment out, MemorySegment in, int length) {
        try {
            MemorySegment state =
                    (MemorySegment)
                            handle(
                                            "g722_" + what + "_init",
                                            FunctionDescriptor.of(
                                                    ADDRESS, ADDRESS, JAVA_INT, JAVA_INT))
                                    .invokeExact(MemorySegment.NULL, BITS_PER_SECOND, 0);
            int done =
                    (int)
                            handle(
                                            "g722_" + what,
                                            FunctionDescriptor.of(
                                                    JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT))
                                    .invokeExact(state, out, in, length);
            MethodHandle free =
                    handle("g722_" + what + "_free", FunctionDescriptor.of(JAVA_INT, ADDRESS));
            assertEquals(0, (int) free.invokeExact(state));
            return done;
        } catch (Throwable e) {
            throw new IllegalStateException("spandsp could not be called", e);
        }
    }

    private MethodHandle handle(String function, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(function), descriptor);
    }

    private static Optional<SymbolLookup> open(String name) {
        try {
            return Optional.of(SymbolLookup.libraryLookup(name, Arena.global()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
