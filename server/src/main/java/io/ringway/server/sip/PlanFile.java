package io.ringway.server.sip;

import io.ringway.server.config.ConfigurationException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads a file a setting names. */
final class PlanFile {

    private static final long MAX_BYTES = 8 << 20;

    private PlanFile() {}

    /**
     * @throws ConfigurationException when it cannot be read
     */
    static List<String> lines(String setting, Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw refusal(setting, file, "is larger than 8 MB");
            }
            return Files.readAllLines(file);
        } catch (NoSuchFileException _) {
            throw refusal(setting, file, "does not exist; name one that does, or leave it empty");
        } catch (MalformedInputException _) {
            throw refusal(setting, file, "is not UTF-8 text");
        } catch (IOException e) {
            throw refusal(setting, file, "cannot be read: " + e.getMessage());
        }
    }

    private static ConfigurationException refusal(String setting, Path file, String problem) {
        return ConfigurationException.of(setting + ": " + file + " " + problem);
    }
}
