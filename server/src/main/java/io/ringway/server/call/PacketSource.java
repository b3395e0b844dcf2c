package io.ringway.server.call;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file as Opus packets, one after another. Thread: its owner's. */
sealed interface PacketSource extends Closeable permits WavPackets, OggPackets {

    /** The next packet, or null at the end. */
    @Nullable OpusFrame next() throws IOException;

    /** 1 or 2. */
    int channels();

    /** What the file is, for people. */
    String description();

    /** How long it plays, in 48 kHz samples; −1 when only its end will tell. */
    long length48k();

    /**
     * Opens a file by what it begins with.
     *
     * @throws CallException when it is not there, cannot be read, or is of another kind
     */
    static PacketSource open(Path file, int bitrateBps) throws CallException {
        try {
            return switch (magicOf(file)) {
                case "RIFF" -> WavPackets.open(file, bitrateBps);
                case "OggS" -> OggPackets.open(file);
                case "RF64", "RIFX" ->
                        throw new IOException(
                                "it is a WAV of a kind not read; convert it: sox FILE -b 16 OUT.wav");
                default -> throw new IOException("it is neither a WAV nor an Ogg/Opus file");
            };
        } catch (IOException e) {
            throw new CallException("cannot play " + file + ": " + reason(file, e), e);
        }
    }

    private static String magicOf(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("no regular file");
        }
        try (var in = Files.newInputStream(file)) {
            byte[] magic = in.readNBytes(4);
            StringBuilder text = new StringBuilder(4);
            for (byte each : magic) {
                text.append((char) (each & 0xFF));
            }
            return text.toString();
        }
    }

    private static String reason(Path file, IOException failure) {
        if (!Files.exists(file)) {
            return "there is no such file";
        }
        if (!Files.isRegularFile(file)) {
            return "it is no regular file";
        }
        return Files.isReadable(file)
                ? String.valueOf(failure.getMessage())
                : "this user may not read it";
    }
}
