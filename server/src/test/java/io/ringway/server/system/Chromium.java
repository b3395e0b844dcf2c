package io.ringway.server.system;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A headless Chromium of its own, with a file for a microphone. */
public final class Chromium implements AutoCloseable {

    private static final Path BINARY = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration SCRIPT_LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> FLAGS =
            List.of(
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--autoplay-policy=no-user-gesture-required",
                    "--use-fake-device-for-media-stream",
                    "--allow-loopback-in-peer-connection");

    /** Calls window.caller by name and hands the outcome, or the failure, back as JSON. */
    private static final String ASK =
            """
            const [method, options, done] = arguments;
            (async () => {
              const target = method === 'create' ? window.caller : window.caller.current;
              return await target[method](options === null ? undefined : JSON.parse(options));
            })().then(
              value => done(JSON.stringify({value: value ?? null})),
              failure => done(JSON.stringify({failure: String(failure)})));
            """;

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Skips the calling test, saying what to install, when there is no Chromium. */
    public static void assumeInstalled() {
        assumeTrue(
                Files.isExecutable(BINARY) && Files.isExecutable(DRIVER),
                "SKIPPED: no Chromium here; apt-get install -y chromium chromium-driver");
    }

    /**
     * Starts a browser with an empty profile.
     *
     * @param microphone what it hears, once, from the moment the microphone is opened
     */
    public static Chromium start(Path microphone, String... more) {
        return start(
                flags(
                        "--use-fake-ui-for-media-stream",
                        "--use-file-for-fake-audio-capture=" + microphone + "%noloop"),
                more);
    }

    /** Starts a browser whose user is asked for the microphone and says no. */
    static Chromium startWithoutMicrophone(String... more) {
        return start(flags("--deny-permission-prompts"), more);
    }

    private static List<String> flags(String... own) {
        List<String> flags = new ArrayList<>(FLAGS);
        flags.addAll(Arrays.asList(own));
        return flags;
    }

    private static Chromium start(List<String> flags, String... more) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BINARY.toFile());
        options.addArguments(flags);
        options.addArguments(more);
        ChromeDriverService service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .usingAnyFreePort()
                        .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(SCRIPT_LIMIT);
        return new Chromium(driver);
    }

    public ChromeDriver driver() {
        return driver;
    }

    /** Opens a page and puts the caller's script into it. */
    void openCaller(String url) throws IOException {
        driver.get(url);
        driver.executeScript(resource("/system/ear.js"));
        driver.executeScript(resource("/system/caller.js"));
    }

    /** Leaves the page, as a tab that is closed does. */
    void leave() {
        driver.get("about:blank");
    }

    /** Asks the page's caller for something; a failure there is one here. */
    public JsonNode ask(String method, Object options) throws IOException {
        String json = options == null ? null : JSON.writeValueAsString(options);
        JsonNode outcome =
                JSON.readTree(String.valueOf(driver.executeAsyncScript(ASK, method, json)));
        return outcome.has("failure")
                ? fail(method + " failed in the browser: " + outcome.get("failure").textValue())
                : outcome.get("value");
    }

    public static String resource(String name) throws IOException {
        try (InputStream stream = Chromium.class.getResourceAsStream(name)) {
            assertNotNull(stream, name + " is not there");
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
