package io.ringway.server.dial;

import io.ringway.server.call.CallException;
import io.ringway.server.call.EchoFile;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Places one call. Thread: one runs it; {@link #stop} any. */
public final class Dialer {

    private final DialSettings settings;
    private final AtomicReference<@Nullable DialCall> running = new AtomicReference<>();
    private volatile boolean stopped;

    public Dialer(DialSettings settings) {
        this.settings = settings;
    }

    /**
     * Calls, plays, hangs up; nothing of it is left when this returns.
     *
     * @throws CallException when it cannot begin: the file, the folder to save to, the network
     */
    public DialReport run(DialListener listener) throws CallException, InterruptedException {
        Path file = settings.file();
        DialSound sound = file == null ? null : DialSound.load(file);
        Path save = settings.save();
        if (save == null) {
            return run(sound, null, listener);
        }
        try (EchoFile echo = EchoFile.open(save)) {
            return run(sound, echo, listener);
        }
    }

    private DialReport run(
            @Nullable DialSound sound, @Nullable EchoFile echo, DialListener listener)
            throws CallException, InterruptedException {
        DialCall call = new DialCall(settings, sound, listener);
        running.set(call);
        if (stopped) {
            call.stop();
        }
        DialResult result = call.run(echo == null ? null : echo.recorder());
        String saveFailure = null;
        if (echo != null && result.answered()) {
            MediaAgreement agreed = result.agreement();
            saveFailure = echo.save(result.media(), agreed == null ? 48_000 : agreed.rateHz());
        }
        boolean saved = echo != null && result.answered() && saveFailure == null;
        return new DialReport(
                settings,
                sound == null ? null : sound.description(),
                length(sound),
                result,
                saved ? settings.save() : null,
                saveFailure);
    }

    private double length(@Nullable DialSound sound) {
        if (settings.endless()) {
            return -1;
        }
        double limit = settings.maxSeconds();
        if (sound == null || settings.loop()) {
            return limit;
        }
        return limit == 0 ? sound.seconds() : Math.min(limit, sound.seconds());
    }

    /** Hangs up soon; the run returns with what was done. */
    public void stop() {
        stopped = true;
        DialCall call = running.get();
        if (call != null) {
            call.stop();
        }
    }
}
