package io.ringway.media.ice;

import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Finds a leg's entry by the local username fragment of a check. Thread: any event loop. */
@FunctionalInterface
public interface UfragLookup {

    /**
     * @return null when no leg has it
     */
    @Nullable IceCredentialsEntry find(DirectBuffer buffer, int offset, int length);
}
