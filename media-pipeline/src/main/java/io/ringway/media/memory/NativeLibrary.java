package io.ringway.media.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A library of the system, loaded for the life of the process, and the functions taken from it.
 * What is missing is noted instead of thrown, so that whoever can do without may.
 *
 * <p>Thread: one, while functions are bound, which is a class's initializer; then any.
 */
public final class NativeLibrary {

    private final String name;
    private final SymbolLookup symbols;
    private final List<String> missing = new ArrayList<>();

    private NativeLibrary(String name) {
        this.name = name;
        this.symbols = lookup(name);
    }

    /**
     * @param name as the system's loader knows it, such as {@code libcrypto.so.3}
     */
    public static NativeLibrary open(String name) {
        return new NativeLibrary(name);
    }

    /** What was looked for in vain, the library itself first. */
    public List<String> missing() {
        return List.copyOf(missing);
    }

    /** A function's handle; where it is missing, one that throws. */
    public MethodHandle bind(String function, MemoryLayout result, MemoryLayout... parameters) {
        return bind(function, FunctionDescriptor.of(result, parameters));
    }

    /**
     * The same for a function that takes less than a microsecond and never calls back: the thread
     * does not leave Java for it ({@link Linker.Option#critical}), which is cheaper, and holds up a
     * garbage collection for as long.
     */
    public MethodHandle bindBrief(
            String function, MemoryLayout result, MemoryLayout... parameters) {
        return bind(
                function, FunctionDescriptor.of(result, parameters), Linker.Option.critical(false));
    }

    /** The same for a function without a result. */
    public MethodHandle bindVoid(String function, MemoryLayout... parameters) {
        return bind(function, FunctionDescriptor.ofVoid(parameters));
    }

    private MethodHandle bind(
            String function, FunctionDescriptor descriptor, Linker.Option... options) {
        Optional<MemorySegment> symbol = symbols.find(function);
        if (symbol.isPresent()) {
            return Linker.nativeLinker().downcallHandle(symbol.get(), descriptor, options);
        }
        missing.add(function);
        return unusable(function, descriptor);
    }

    private MethodHandle unusable(String function, FunctionDescriptor descriptor) {
        var type = descriptor.toMethodType();
        MethodHandle thrower =
                MethodHandles.throwException(type.returnType(), IllegalStateException.class)
                        .bindTo(new IllegalStateException(name + " has no " + function));
        return MethodHandles.dropArguments(thrower, 0, type.parameterList());
    }

    private SymbolLookup lookup(String library) {
        try {
            return SymbolLookup.libraryLookup(library, Arena.global());
        } catch (IllegalArgumentException e) {
            missing.add(library);
            return function -> Optional.empty();
        }
    }

    /** What to throw for what a handle threw: its own error, or that the call failed. */
    public static RuntimeException failed(String function, Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException known
                ? known
                : new IllegalStateException(function + " failed", cause);
    }
}
