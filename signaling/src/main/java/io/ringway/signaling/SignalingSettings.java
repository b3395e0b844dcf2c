package io.ringway.signaling;

import io.ringway.signaling.http.HttpSettings;
import io.ringway.signaling.session.SessionSettings;
import io.ringway.signaling.whip.IceServer;
import io.ringway.signaling.ws.GatewaySettings;
import java.util.List;

/**
 * Everything the signaling front is told at start.
 *
 * @param iceServers told to WHIP clients
 * @param pages folder on the class path with the static pages, empty for none
 */
public record SignalingSettings(
        HttpSettings http,
        SessionSettings session,
        GatewaySettings gateway,
        List<IceServer> iceServers,
        String pages) {

    public SignalingSettings {
        iceServers = List.copyOf(iceServers);
    }

    public static SignalingSettings defaults() {
        return new SignalingSettings(
                HttpSettings.defaults(),
                SessionSettings.defaults(),
                GatewaySettings.defaults(),
                List.of(),
                "");
    }
}
