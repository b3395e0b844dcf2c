package io.ringway.server.wiring;

import io.ringway.media.file.SoundLimits;
import io.ringway.media.ice.IceMode;
import io.ringway.server.config.CallScope;
import io.ringway.server.config.Configuration;
import io.ringway.server.sip.DialPlan;
import io.ringway.signaling.call.CallSettings;
import io.ringway.signaling.call.Sounds;
import io.ringway.signaling.sip.SipGatewaySettings;
import io.ringway.signaling.sip.dialog.UserAgentSettings;
import io.ringway.signaling.sip.media.SipMediaSettings;
import java.util.concurrent.TimeUnit;

/** Turns the configuration into the settings of calls and of the gateway that carries them. */
final class TelephonyMapping {

    private final Configuration configuration;
    private final SipMapping sip;

    TelephonyMapping(Configuration configuration) {
        this.configuration = configuration;
        this.sip = new SipMapping(configuration);
    }

    SipGatewaySettings gateway(DialPlan plan, String version) {
        return new SipGatewaySettings(
                sip.stack(),
                agent(version),
                sip.registrar(),
                sip.digest(),
                plan.users(),
                configuration.sipAccounts().guests(),
                plan.trunks());
    }

    private UserAgentSettings agent(String version) {
        UserAgentSettings usual = UserAgentSettings.defaults();
        return new UserAgentSettings(
                "Ringway/" + version,
                usual.t1Ms(),
                configuration.sip().sessionExpiresS(),
                configuration.sip().minSessionExpiresS(),
                usual.probeS(),
                usual.retryAfterS(),
                configuration.calls().maxSessions(),
                usual.redirects(),
                usual.profile());
    }

    /** Calls decide by their routes who hears an echo. */
    SipMediaSettings media() {
        SipMediaSettings usual = SipMediaSettings.defaults();
        return new SipMediaSettings(
                usual.rtp(),
                configuration.decoding().redundancy(),
                configuration.ice().mode() == IceMode.LITE,
                (int) TimeUnit.NANOSECONDS.toMillis(configuration.ice().gatheringLimitNs()),
                configuration.speech().forwarded(),
                false,
                configuration.recording().scope() == CallScope.TRUE,
                configuration.phoneMedia().inbandKeys());
    }

    CallSettings calls() {
        CallSettings usual = CallSettings.defaults();
        return new CallSettings(
                usual.rules(),
                configuration.calls().maxSessions(),
                usual.queueCapacity(),
                usual.statisticsTimeoutMs());
    }

    Sounds sounds() {
        return new Sounds(
                configuration.phoneMedia().soundsFolder().orElse(null),
                SoundLimits.DEFAULTS,
                configuration.phoneMedia().tones().plan());
    }
}
