package io.ringway.media.shard;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Binds threads to CPUs by {@code sched_setaffinity(2)}; does nothing where that is missing. */
final class ThreadAffinity {

    private static final int MASK_BYTES = 128;

    private ThreadAffinity() {}

    /**
     * Binds the calling thread to one CPU.
     *
     * @return false when the system has no such call or refused it
     */
    static boolean pinCurrentThread(int core) {
        if (core < 0 || core >= MASK_BYTES * Byte.SIZE) {
            return false;
        }
        var function = Linker.nativeLinker().defaultLookup().find("sched_setaffinity");
        if (function.isEmpty()) {
            return false;
        }
        MethodHandle setAffinity =
                Linker.nativeLinker()
                        .downcallHandle(
                                function.get(),
                                FunctionDescriptor.of(
                                        ValueLayout.JAVA_INT,
                                        ValueLayout.JAVA_INT,
                                        ValueLayout.JAVA_LONG,
                                        ValueLayout.ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment mask = arena.allocate(MASK_BYTES);
            int index = core / Byte.SIZE;
            mask.set(ValueLayout.JAVA_BYTE, index, (byte) (1 << (core % Byte.SIZE)));
            return (int) setAffinity.invokeExact(0, (long) MASK_BYTES, mask) == 0;
        } catch (Throwable e) {
            throw new IllegalStateException("sched_setaffinity could not be called", e);
        }
    }
}
