package io.ringway.media.memory;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The C library's zeroed allocation, by absolute address.
 *
 * <p>Unlike an {@code Arena} it touches no page of a large block before its first use, belongs to
 * no thread, and gives memory back without stopping other threads. The price is C's: every address
 * is freed once, by its owner. Thread: any.
 */
public final class NativeMemory {

    private static final MethodHandle CALLOC =
            handle("calloc", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle FREE = handle("free", FunctionDescriptor.ofVoid(JAVA_LONG));

    private NativeMemory() {}

    /**
     * Allocates zeroed memory, aligned for any primitive.
     *
     * @return its absolute address, never 0
     * @throws OutOfMemoryError when the system has none left
     */
    public static long allocate(long bytes) {
        long address;
        try {
            address = (long) CALLOC.invokeExact(1L, bytes);
        } catch (Throwable e) {
            throw new IllegalStateException("calloc could not be called", e);
        }
        if (address == 0) {
            throw new OutOfMemoryError("no " + bytes + " bytes of native memory left");
        }
        return address;
    }

    /** Gives back what {@link #allocate} returned; nothing may use it any more. */
    public static void free(long address) {
        try {
            FREE.invokeExact(address);
        } catch (Throwable e) {
            throw new IllegalStateException("free could not be called", e);
        }
    }

    @SuppressWarnings("restricted") // calling C is what this class is for
    private static MethodHandle handle(String function, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        MemorySegment symbol =
                linker.defaultLookup()
                        .find(function)
                        .orElseThrow(() -> new IllegalStateException("no C function " + function));
        return linker.downcallHandle(symbol, descriptor);
    }
}
