package io.ringway.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingLayersTest {

    private final SettingCatalog catalog = SettingCatalog.load();

    @TempDir private Path folder;

    /** Each column is what one source says of http-port; "-" is nothing, "0" is an empty value. */
    @ParameterizedTest(name = "file {0}, ours {1}, PORT {2}, WEBRTC {3}, flag {4} gives {5}")
    @CsvSource({
        "-,    -,    -,    -,    -,    8080, default",
        "1001, -,    -,    -,    -,    1001, FILE:1",
        "1001, 1002, -,    -,    -,    1002, environment RINGWAY_HTTP_PORT",
        "1001, 1002, 1003, -,    -,    1003, environment PORT",
        "1001, 1002, 1003, 1004, -,    1004, environment WEBRTC_SIGNAL_PORT",
        "1001, 1002, 1003, 1004, 1005, 1005, flag --http-port",
        "1001, -,    -,    -,    1005, 1005, flag --http-port",
        "-,    -,    empty, -,   -,    8080, default",
        "1001, empty, empty, empty, -, 1001, FILE:1",
    })
    void shouldLetLaterSourcesWin(
            String inFile,
            String ours,
            String port,
            String webrtc,
            String flag,
            String expected,
            String origin)
            throws IOException {
        SettingLayers layers = new SettingLayers(catalog);
        Path file = folder.resolve("mine.properties");
        if (!inFile.equals("-")) {
            layers.file(Files.writeString(file, "http-port=" + inFile));
        }
        layers.environment(
                Map.of(
                        "RINGWAY_HTTP_PORT", variable(ours),
                        "PORT", variable(port),
                        "WEBRTC_SIGNAL_PORT", variable(webrtc)));
        if (!flag.equals("-")) {
            layers.flags(Map.of("http-port", flag));
        }
        SettingValue value = value(layers.resolve(), "http-port");
        assertEquals(expected, value.value());
        assertEquals(origin.replace("FILE", file.toString()), value.origin());
    }

    private static String variable(String cell) {
        return cell.equals("-") || cell.equals("empty") ? "" : cell;
    }

    @Test
    void shouldPutThePresetBelowTheFile() throws IOException {
        SettingLayers layers = new SettingLayers(catalog);
        layers.preset("/ringway-demo.properties", "demo");
        layers.file(Files.writeString(folder.resolve("mine"), "record=false"));
        Settings settings = layers.resolve();
        assertEquals("demo", value(settings, "echo").origin());
        assertEquals("false", value(settings, "record").value());
    }

    @Test
    void shouldTakeAnEmptyFlagAsEmpty() {
        SettingLayers layers = new SettingLayers(catalog);
        layers.flags(Map.of("stun-servers", ""));
        assertEquals(List.of(), layers.resolve().list("stun-servers"));
    }

    @Test
    void shouldNameUnknownKeysWithTheNearestKnownOne() throws IOException {
        SettingLayers layers = new SettingLayers(catalog);
        Path file = Files.writeString(folder.resolve("mine"), "# mine\nhtp-port=1\n");
        layers.file(file);
        layers.environment(Map.of("RINGWAY_MEDIA_PROT", "2"));
        assertEquals(
                List.of(
                        "unknown setting htp-port; did you mean http-port? (" + file + ":2)",
                        "unknown setting media-prot; did you mean media-port?"
                                + " (environment RINGWAY_MEDIA_PROT)"),
                problems(layers));
    }

    @Test
    void shouldNotGuessWhenNothingIsNear() {
        SettingLayers layers = new SettingLayers(catalog);
        layers.flags(Map.of("xyzzyplughfrotz", "1"));
        assertTrue(problems(layers).getFirst().contains("--help lists all"));
    }

    @Test
    void shouldIgnoreVariablesThatOrchestratorsMake() {
        SettingLayers layers = new SettingLayers(catalog);
        layers.environment(
                Map.of(
                        "RINGWAY_SERVICE_HOST", "10.0.0.1",
                        "RINGWAY_SERVICE_PORT_HTTP", "8080",
                        "RINGWAY_PORT", "tcp://10.0.0.1:8080",
                        "RINGWAY_PORT_8080_TCP_ADDR", "10.0.0.1",
                        "RINGWAY_CONFIG", "elsewhere"));
        assertEquals("default", value(layers.resolve(), "http-port").origin());
    }

    @Test
    void shouldReportEveryProblemAtOnce() {
        SettingLayers layers = new SettingLayers(catalog);
        layers.flags(Map.of("http-port", "65536", "ice-mode", "heavy", "nonsense", "1"));
        assertEquals(3, problems(layers).size());
    }

    @Test
    void shouldSayWhatWouldBeRight() {
        SettingLayers layers = new SettingLayers(catalog);
        layers.flags(Map.of("wait-strategy", "sleepy"));
        assertEquals(
                "wait-strategy must be one of busy-spin, yielding, backoff, blocking; got 'sleepy'"
                        + " (flag --wait-strategy)",
                problems(layers).getFirst());
    }

    @Test
    void shouldRefuseAFileThatIsNotThere() {
        SettingLayers layers = new SettingLayers(catalog);
        layers.file(folder.resolve("absent"));
        assertTrue(problems(layers).getFirst().contains("does not exist"));
    }

    @Test
    void shouldRefuseAFileThatIsNotText() throws IOException {
        SettingLayers layers = new SettingLayers(catalog);
        layers.file(Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe}));
        assertTrue(problems(layers).getFirst().contains("not UTF-8"));
    }

    private static SettingValue value(Settings settings, String key) {
        return settings.all().stream()
                .filter(value -> value.setting().key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> problems(SettingLayers layers) {
        return assertThrows(ConfigurationException.class, layers::resolve).problems();
    }
}
