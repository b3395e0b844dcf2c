package io.ringway.media.codec;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** Finds the system's libopus, once a process. */
final class LibopusLibrary {

    /** Its names on Linux, macOS (found or from Homebrew) and Windows. */
    static final List<String> NAMES =
            List.of(
                    "libopus.so.0",
                    "libopus.0.dylib",
                    "/opt/homebrew/lib/libopus.0.dylib",
                    "libopus-0.dll",
                    "opus.dll");

    private static final Optional<SymbolLookup> FOUND = find();

    private LibopusLibrary() {}

    /** The library, unless it is missing or this machine's byte order is not that of our PCM. */
    static Optional<SymbolLookup> lookup() {
        return FOUND;
    }

    private static Optional<SymbolLookup> find() {
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            return Optional.empty();
        }
        return NAMES.stream().flatMap(name -> open(name).stream()).findFirst();
    }

    @SuppressWarnings("restricted") // loading a library is what this class is for
    private static Optional<SymbolLookup> open(String name) {
        try {
            return Optional.of(SymbolLookup.libraryLookup(name, Arena.global()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
