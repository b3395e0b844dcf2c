package io.ringway.server.call;

import io.ringway.server.WavSamples;
import io.ringway.server.config.Configuration;
import io.ringway.server.config.SettingCatalog;
import io.ringway.server.config.SettingLayers;
import io.ringway.server.wiring.Ringway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A whole Ringway in this JVM, on loopback and free ports, to be called. */
public final class CalledServer implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("https?://([^/]+)/");

    private final Ringway ringway = new Ringway("test");
    private final Path sinkDir;
    private final String authority;

    private CalledServer(Path dir, Map<String, String> settings) {
        sinkDir = dir.resolve("sink");
        SettingLayers layers = new SettingLayers(SettingCatalog.load());
        Map<String, String> flags = new HashMap<>();
        flags.put("listen-address", "127.0.0.1");
        flags.put("http-port", "0");
        flags.put("media-port", "0");
        flags.put("stun-servers", "");
        flags.put("echo", "true");
        flags.put("record", "false");
        flags.put("warm-up", "false");
        flags.put("sink-dir", sinkDir.toString());
        flags.put("speech-rate-hz", "48000");
        flags.putAll(settings);
        layers.flags(flags);
        ringway.start(Configuration.of(layers.resolve()));
        Matcher matcher = ADDRESS.matcher(ringway.readyLine());
        if (!matcher.find()) {
            throw new IllegalStateException(ringway.readyLine());
        }
        authority = matcher.group(1);
    }

    /**
     * @param settings beside or instead of those a test usually wants
     */
    public static CalledServer start(Path dir, Map<String, String> settings) {
        return new CalledServer(dir, settings);
    }

    /** The server's URL of that scheme and path. */
    public CallUrl url(String scheme, String path) throws CallException {
        return CallUrl.parse(scheme + "://" + authority + path);
    }

    public CallUrl webSocket() throws CallException {
        return url("ws", "/ws");
    }

    /** What the speech service heard, one for each session; only once the server is closed. */
    public List<WavSamples> heard() throws IOException {
        List<WavSamples> heard = new ArrayList<>();
        try (Stream<Path> files = Files.list(sinkDir)) {
            for (Path file : files.toList()) {
                heard.add(WavSamples.read(file));
            }
        }
        return heard;
    }

    @Override
    public void close() {
        ringway.drain();
        ringway.close();
    }
}
