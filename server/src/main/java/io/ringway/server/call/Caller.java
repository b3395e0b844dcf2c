package io.ringway.server.call;

import java.net.InetAddress;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of the caller. Thread: one runs it; {@link #stop} any. */
public final class Caller {

    private static final int WAV_RATE_HZ = 48_000;

    private final CallSettings settings;
    private final AtomicReference<@Nullable CallGroup> running = new AtomicReference<>();
    private volatile boolean stopped;

    public Caller(CallSettings settings) {
        this.settings = settings;
    }

    /**
     * Makes the calls, plays the file over them and ends them.
     *
     * @param listener told of progress a few times a second, on this thread
     * @throws CallException when it cannot begin: the file, the folder to save to, the network
     */
    public CallReport run(Consumer<CallerProgress> listener)
            throws CallException, InterruptedException {
        PacketSource source = PacketSource.open(settings.file(), settings.bitrateBps());
        String name = settings.file().toString();
        Path save = settings.save();
        try (PacketTape tape = PacketTape.record(source, name, settings.limit48k())) {
            // A file that cannot be played at all should not become a call.
            tape.frame(0);
            if (save == null) {
                return call(tape, null, listener);
            }
            try (EchoFile echo = EchoFile.open(save)) {
                return call(tape, echo, listener);
            }
        }
    }

    /** Ends all calls soon; the run returns with what was done. */
    public void stop() {
        stopped = true;
        CallGroup calls = running.get();
        if (calls != null) {
            calls.stop();
        }
    }

    private CallReport call(
            PacketTape tape, @Nullable EchoFile echo, Consumer<CallerProgress> listener)
            throws CallException, InterruptedException {
        List<InetAddress> addresses = LocalRoute.towards(settings.url());
        HttpClient http = CallerHttp.open(settings);
        List<CallResult> results;
        try (Pacer pacer = Pacer.start()) {
            CallGroup calls =
                    new CallGroup(settings, new CallerParts(addresses, http, tape, pacer, echo));
            running.set(calls);
            if (stopped) {
                calls.stop();
            }
            results = calls.run(listener);
        } finally {
            http.shutdownNow();
        }
        String saveFailure =
                echo == null ? null : echo.save(results.getFirst().media(), WAV_RATE_HZ);
        return new CallReport(
                settings,
                tape.description(),
                CallGroup.lengthSeconds(settings, tape),
                results,
                saveFailure == null ? settings.save() : null,
                saveFailure);
    }
}
