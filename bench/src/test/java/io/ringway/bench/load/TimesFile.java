package io.ringway.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the load generator's table as the generator does. */
final class TimesFile {

    private final Path path;
    private final int slots;
    private final ByteBuffer bytes;
    private final int calls;

    TimesFile(Path path, int calls, int slots, int ticks) {
        this.path = path;
        this.calls = calls;
        this.slots = slots;
        bytes = ByteBuffer.allocate(64 + calls * (64 + slots * 8)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("RWTIMES1".getBytes(StandardCharsets.US_ASCII));
        bytes.putInt(calls).putInt(slots).putInt(ticks);
    }

    TimesFile call(int call, int firstRtp, String id) {
        bytes.putInt(64 + call * 64, 7_000 + call);
        bytes.putInt(64 + call * 64 + 4, firstRtp);
        bytes.put(64 + call * 64 + 8, id.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    TimesFile sent(int call, int packet, long ns) {
        bytes.putLong(64 + calls * 64 + (call * slots + packet % slots) * 8, ns);
        return this;
    }

    Path write() throws IOException {
        return Files.write(path, bytes.array());
    }
}
