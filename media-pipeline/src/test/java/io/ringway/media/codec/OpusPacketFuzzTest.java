package io.ringway.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.HexFormat;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OpusPacketFuzzTest {

    private static final int ROUNDS = 300_000;

    @Test
    void shouldStayWithinThePacket() {
        Random random = new Random(3);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] packet = packet(random);
            // Bounds checks are on in tests: a read past the end would throw.
            UnsafeBuffer buffer = new UnsafeBuffer(packet);
            int frames = OpusPacket.frameCount(buffer, 0, packet.length);
            int samples = OpusPacket.samples48k(buffer, 0, packet.length);
            assertEquals(frames < 0, samples < 0);
        }
    }

    @Test
    void shouldAgreeWithLibopusOnWhatIsWellFormed() throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle parse = opusPacketParse(arena);
            MemorySegment data = arena.allocate(4_096);
            MemorySegment sizes = arena.allocate(ValueLayout.JAVA_SHORT, 48);
            Random random = new Random(4);
            for (int round = 0; round < ROUNDS; round++) {
                byte[] packet = packet(random);
                MemorySegment.copy(packet, 0, data, ValueLayout.JAVA_BYTE, 0, packet.length);
                int theirs =
                        (int)
                                parse.invokeExact(
                                        data,
                                        packet.length,
                                        MemorySegment.NULL,
                                        MemorySegment.NULL,
                                        sizes,
                                        MemorySegment.NULL);
                int ours = OpusPacket.frameCount(new UnsafeBuffer(packet), 0, packet.length);
                assertEquals(
                        Math.max(theirs, -1),
                        Math.max(ours, -1),
                        () -> HexFormat.of().formatHex(packet));
            }
        }
    }

    private static byte[] packet(Random random) {
        byte[] packet = new byte[random.nextInt(random.nextInt(10) == 0 ? 3_000 : 24)];
        random.nextBytes(packet);
        if (packet.length > 2 && random.nextBoolean()) {
            // Mostly code 3 with few frames and small numbers after it, which are often well
            // formed.
            packet[0] |= 3;
            packet[1] = (byte) ((packet[1] & 0xC0) | (1 + random.nextInt(6)));
            packet[2] &= 7;
        }
        return packet;
    }

    // Calling C is restricted by nature; the launcher and surefire allow it.
    @SuppressWarnings("restricted")
    private static MethodHandle opusPacketParse(Arena arena) {
        return Linker.nativeLinker()
                .downcallHandle(
                        libopus(arena).findOrThrow("opus_packet_parse"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_INT,
                                ValueLayout.ADDRESS,
                                ValueLayout.ADDRESS,
                                ValueLayout.ADDRESS,
                                ValueLayout.ADDRESS));
    }

    @SuppressWarnings("restricted")
    private static SymbolLookup libopus(Arena arena) {
        try {
            return SymbolLookup.libraryLookup("libopus.so.0", arena);
        } catch (IllegalArgumentException e) {
            return abort("SKIPPED: no libopus; apt-get install libopus0");
        }
    }
}
