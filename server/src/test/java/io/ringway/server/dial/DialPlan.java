package io.ringway.server.dial;

import io.ringway.server.call.CallException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Settings of a call for a test: what is not said is what the command line would say. */
record DialPlan(DialSettings settings) {

    static DialPlan to(String target) {
        return new DialPlan(
                new DialSettings(
                        SipAddress.parse(target),
                        null,
                        null,
                        null,
                        0,
                        false,
                        "",
                        CodecList.parse("opus,g722,pcma,pcmu"),
                        MediaProtection.OFF,
                        "",
                        null,
                        30,
                        null,
                        false));
    }

    DialPlan play(Path file) {
        return with(file, settings.save(), settings.maxSeconds(), settings.loop());
    }

    DialPlan save(Path file) {
        return with(settings.file(), file, settings.maxSeconds(), settings.loop());
    }

    DialPlan seconds(double seconds) {
        return with(settings.file(), settings.save(), seconds, settings.loop());
    }

    DialPlan loop() {
        return with(settings.file(), settings.save(), settings.maxSeconds(), true);
    }

    DialPlan keys(String keys) {
        return rebuilt(settings.protection(), keys, settings.account(), settings.ringTimeoutS());
    }

    DialPlan protection(MediaProtection how) {
        return rebuilt(how, settings.keys(), settings.account(), settings.ringTimeoutS());
    }

    DialPlan account(String user, String password) {
        return rebuilt(
                settings.protection(),
                settings.keys(),
                new DialAccount(user, password),
                settings.ringTimeoutS());
    }

    DialPlan ringTimeoutS(int seconds) {
        return rebuilt(settings.protection(), settings.keys(), settings.account(), seconds);
    }

    DialPlan codecs(String names) {
        return new DialPlan(
                new DialSettings(
                        settings.target(),
                        null,
                        settings.file(),
                        settings.save(),
                        settings.maxSeconds(),
                        settings.loop(),
                        settings.keys(),
                        CodecList.parse(names),
                        settings.protection(),
                        settings.from(),
                        settings.account(),
                        settings.ringTimeoutS(),
                        null,
                        settings.insecure()));
    }

    /** Any certificate is taken for the server's. */
    DialPlan trusting() {
        return new DialPlan(
                new DialSettings(
                        settings.target(),
                        null,
                        settings.file(),
                        settings.save(),
                        settings.maxSeconds(),
                        settings.loop(),
                        settings.keys(),
                        settings.codecs(),
                        settings.protection(),
                        settings.from(),
                        settings.account(),
                        settings.ringTimeoutS(),
                        null,
                        true));
    }

    DialReport run() throws CallException, InterruptedException {
        return new Dialer(settings).run(DialListener.NONE);
    }

    private DialPlan with(
            @Nullable Path file, @Nullable Path save, double maxSeconds, boolean loop) {
        return new DialPlan(
                new DialSettings(
                        settings.target(),
                        null,
                        file,
                        save,
                        maxSeconds,
                        loop,
                        settings.keys(),
                        settings.codecs(),
                        settings.protection(),
                        settings.from(),
                        settings.account(),
                        settings.ringTimeoutS(),
                        null,
                        settings.insecure()));
    }

    private DialPlan rebuilt(
            MediaProtection protection,
            String keys,
            @Nullable DialAccount account,
            int ringTimeoutS) {
        return new DialPlan(
                new DialSettings(
                        settings.target(),
                        null,
                        settings.file(),
                        settings.save(),
                        settings.maxSeconds(),
                        settings.loop(),
                        keys,
                        settings.codecs(),
                        protection,
                        settings.from(),
                        account,
                        ringTimeoutS,
                        null,
                        settings.insecure()));
    }
}
