package io.ringway.server.sip.peer;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/** The browser phone and the npm packages it is made of, in one script; made once a build. */
final class PhoneScript {

    private static final Path SOURCES =
            Path.of(System.getProperty("ringway.root", "."), "server/src/test/js");
    private static final Path FOLDER = Path.of("target", "sip-js").toAbsolutePath();
    private static final List<String> FILES =
            List.of("package.json", "package-lock.json", "phone.js");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private PhoneScript() {}

    /** Skips the calling test, saying so, when the packages are not to be had. */
    static synchronized String load() throws IOException, InterruptedException {
        Tool.assumeInstalled(Tool.NPM);
        Files.createDirectories(FOLDER);
        for (String file : FILES) {
            Files.copy(
                    SOURCES.resolve(file),
                    FOLDER.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        Path bundler = FOLDER.resolve("node_modules/.bin/esbuild");
        if (!Files.exists(bundler)) {
            install();
        }
        Path bundle = FOLDER.resolve("bundle.js");
        ToolProcess.run(
                FOLDER,
                "esbuild",
                LIMIT,
                List.of(bundler.toString(), "phone.js", "--bundle", "--outfile=" + bundle));
        return Files.readString(bundle);
    }

    private static void install() throws IOException, InterruptedException {
        List<String> command =
                List.of(Tool.NPM.path(), "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        try (ToolProcess npm = ToolProcess.start(FOLDER, "npm", command)) {
            if (npm.awaitExit(LIMIT) != 0) {
                abort("SKIPPED: npm cannot get the browser phone's packages" + npm.tail());
            }
        }
    }
}
