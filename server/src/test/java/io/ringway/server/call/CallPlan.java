package io.ringway.server.call;

import io.ringway.server.impairment.Impairment;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings of a call for a test: what is not said is what the command line would say. */
record CallPlan(CallSettings settings) {

    static CallPlan of(CallUrl url, Path file) {
        return new CallPlan(
                new CallSettings(
                        url,
                        file,
                        null,
                        64_000,
                        20_000,
                        0,
                        false,
                        1,
                        20,
                        false,
                        List.of(),
                        Impairment.NONE));
    }

    CallPlan save(Path target) {
        return with(target, settings.maxSeconds(), settings.loop(), settings.calls());
    }

    CallPlan seconds(double seconds) {
        return with(settings.save(), seconds, settings.loop(), settings.calls());
    }

    CallPlan loop() {
        return with(settings.save(), settings.maxSeconds(), true, settings.calls());
    }

    CallPlan calls(int calls) {
        return with(settings.save(), settings.maxSeconds(), settings.loop(), calls);
    }

    CallPlan insecure() {
        return rebuilt(settings.bitrateBps(), settings.connectTimeoutMs(), true);
    }

    CallPlan connectTimeoutMs(int timeoutMs) {
        return rebuilt(settings.bitrateBps(), timeoutMs, settings.insecure());
    }

    CallPlan bitrate(int bitrateBps) {
        return rebuilt(bitrateBps, settings.connectTimeoutMs(), settings.insecure());
    }

    CallPlan impaired(Impairment impairment) {
        return new CallPlan(
                new CallSettings(
                        settings.url(),
                        settings.file(),
                        settings.save(),
                        settings.bitrateBps(),
                        settings.connectTimeoutMs(),
                        settings.maxSeconds(),
                        settings.loop(),
                        settings.calls(),
                        settings.callsPerSecond(),
                        settings.insecure(),
                        settings.stunServers(),
                        impairment));
    }

    CallReport run() throws CallException, InterruptedException {
        return new Caller(settings).run(progress -> {});
    }

    private CallPlan with(@Nullable Path save, double seconds, boolean loop, int calls) {
        return new CallPlan(
                new CallSettings(
                        settings.url(),
                        settings.file(),
                        save,
                        settings.bitrateBps(),
                        settings.connectTimeoutMs(),
                        seconds,
                        loop,
                        calls,
                        settings.callsPerSecond(),
                        settings.insecure(),
                        settings.stunServers(),
                        settings.impairment()));
    }

    private CallPlan rebuilt(int bitrateBps, int timeoutMs, boolean insecure) {
        return new CallPlan(
                new CallSettings(
                        settings.url(),
                        settings.file(),
                        settings.save(),
                        bitrateBps,
                        timeoutMs,
                        settings.maxSeconds(),
                        settings.loop(),
                        settings.calls(),
                        settings.callsPerSecond(),
                        insecure,
                        settings.stunServers(),
                        settings.impairment()));
    }
}
